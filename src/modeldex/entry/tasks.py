"""What a model of each of the Hub's tasks takes and gives, by the definition of the task."""

_PAIRS = {
    "text > text": (
        "text-generation text2text-generation translation summarization question-answering"
        " fill-mask table-question-answering conversational"
    ),
    "text >": (
        "text-classification token-classification zero-shot-classification feature-extraction"
        " sentence-similarity text-ranking text-retrieval"
    ),
    "text > audio": "text-to-speech text-to-audio",
    "text > image": "text-to-image",
    "text > video": "text-to-video",
    "audio > text": "automatic-speech-recognition",
    "audio >": "audio-classification",
    "audio > audio": "audio-to-audio",
    "text audio > text": "audio-text-to-text",
    "text image > text": (
        "image-text-to-text visual-question-answering document-question-answering"
    ),
    "text image >": "zero-shot-image-classification zero-shot-object-detection",
    "text image > image": "image-text-to-image",
    "text image > video": "image-text-to-video",
    "image > text": "image-to-text",
    "image >": (
        "image-classification image-feature-extraction image-segmentation mask-generation"
        " object-detection depth-estimation"
    ),
    "image > image": "image-to-image",
    "image > video": "image-to-video",
    "text video > text": "video-text-to-text",
    "video >": "video-classification",
    "video > video": "video-to-video",
}
"""Labels, boxes, masks and vectors are no modality that a person would filter by."""

Modalities = tuple[tuple[str, ...], tuple[str, ...]]

MODALITIES: dict[str, Modalities] = {
    task: (tuple(sides[0].split()), tuple(sides[2].split()))
    for pair, tasks in _PAIRS.items()
    if (sides := pair.partition(">"))
    for task in tasks.split()
}
"""Task to modalities taken and given; a task that is not here says too little."""

UNKNOWN: Modalities = ((), ())
