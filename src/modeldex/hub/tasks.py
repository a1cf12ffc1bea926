"""What a model of each of the Hub's tasks takes and gives, by the definition of the task."""

_PAIRS = {
    "text > text": (
        "text-generation text2text-generation translation summarization question-answering"
        " fill-mask text-classification token-classification zero-shot-classification"
        " table-question-answering conversational"
    ),
    "text >": "feature-extraction sentence-similarity text-ranking text-retrieval",
    "text > audio": "text-to-speech text-to-audio",
    "text > image": "text-to-image",
    "text > video": "text-to-video",
    "audio > text": "automatic-speech-recognition audio-classification",
    "audio > audio": "audio-to-audio",
    "audio text > text": "audio-text-to-text",
    "image text > text": (
        "image-text-to-text visual-question-answering document-question-answering"
        " zero-shot-image-classification"
    ),
    "image > text": "image-to-text image-classification",
    "image > image": "image-to-image image-segmentation mask-generation depth-estimation",
    "image text > image": "image-text-to-image",
    "image > video": "image-to-video",
    "image text > video": "image-text-to-video",
    "video text > text": "video-text-to-text",
    "video > text": "video-classification",
    "video > video": "video-to-video",
}

Modalities = tuple[tuple[str, ...], tuple[str, ...]]

MODALITIES: dict[str, Modalities] = {
    task: (tuple(sides[0].split()), tuple(sides[2].split()))
    for pair, tasks in _PAIRS.items()
    if (sides := pair.partition(">"))
    for task in tasks.split()
}
"""Task to modalities taken and given; a task that is not here says nothing of them."""

UNKNOWN: Modalities = ((), ())
