"""What models of the Hub's tasks take and give."""

_TEXT, _IMAGE, _AUDIO, _VIDEO = ("text",), ("image",), ("audio",), ("video",)
_NOTHING: tuple[str, ...] = ()
"""Labels, boxes, vectors: no modality that a person would filter by."""

MODALITIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "text-generation": (_TEXT, _TEXT),
    "translation": (_TEXT, _TEXT),
    "summarization": (_TEXT, _TEXT),
    "question-answering": (_TEXT, _TEXT),
    "table-question-answering": (_TEXT, _TEXT),
    "fill-mask": (_TEXT, _TEXT),
    "text-classification": (_TEXT, _NOTHING),
    "token-classification": (_TEXT, _NOTHING),
    "zero-shot-classification": (_TEXT, _NOTHING),
    "text-ranking": (_TEXT, _NOTHING),
    "image-text-to-text": (("text", "image"), _TEXT),
    "document-question-answering": (("text", "image"), _TEXT),
    "visual-question-answering": (("text", "image"), _TEXT),
    "zero-shot-image-classification": (("text", "image"), _NOTHING),
    "zero-shot-object-detection": (("text", "image"), _NOTHING),
    "image-to-text": (_IMAGE, _TEXT),
    "image-classification": (_IMAGE, _NOTHING),
    "image-feature-extraction": (_IMAGE, _NOTHING),
    "image-segmentation": (_IMAGE, _NOTHING),
    "mask-generation": (_IMAGE, _NOTHING),
    "object-detection": (_IMAGE, _NOTHING),
    "depth-estimation": (_IMAGE, _NOTHING),
    "video-classification": (_VIDEO, _NOTHING),
    "text-to-image": (_TEXT, _IMAGE),
    "image-to-image": (_IMAGE, _IMAGE),
    "image-text-to-image": (("text", "image"), _IMAGE),
    "text-to-video": (_TEXT, _VIDEO),
    "image-to-video": (_IMAGE, _VIDEO),
    "text-to-speech": (_TEXT, _AUDIO),
    "text-to-audio": (_TEXT, _AUDIO),
    "automatic-speech-recognition": (_AUDIO, _TEXT),
    "audio-to-audio": (_AUDIO, _AUDIO),
    "audio-classification": (_AUDIO, _NOTHING),
}
"""(taken, given) by the definition of each task; a task that is missing says too little."""
