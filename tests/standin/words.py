"""The vocabulary of the synthetic Hub: invented, but of the kinds and lengths that occur."""


def listed(text: str) -> tuple[str, ...]:
    """Return the words of a text that has one blank or line between them."""
    return tuple(text.split())


FIRST = listed(
    "Amber Birch Cobalt Delta Ember Fjord Garnet Hazel Indigo Juno Kelvin Lumen Maple Nimbus Onyx "
    "Pixel Quartz Raven Sierra Tensor Umber Vega Willow Xenon Yarrow Zephyr alice bruno carla "
    "dmitri elena farid grace hiro ines jonas kenji lena mateo nadia olga pavel quinn rosa sven "
    "tariq uma viktor wen xavi yara zoran acme borealis cedar drift echo flux glade harbor iris "
    "jade krill"
)

LAST = listed(
    "AI Labs Research 2024 _dev -org ML Works NLP -team Speech Vision Data Mind Forge Models "
    "Lab-EU Group -collective University Institute Systems Studio Robotics Health Legal Finance "
    "smith garcia kim nguyen ivanov tanaka rossi silva kumar chen cohen okafor dubois novak "
    "haddad larsen moreau petrov sato weber yilmaz zhang Hub Cloud Compute Deep Neural Open Edge "
    "Core Net Byte Code Logic Sense Scale Zone 42 HQ"
)

FAMILIES = listed(
    "Lantern Meadow Osprey Granite Tundra Falconet Harrier Beacon Cinder Drake Elkhorn Finch "
    "Glacier Heron Isotope Jackdaw Kestrel Lynx Marlin Nightjar Orca Pelican Quokka Rook Stork "
    "Tern Urchin Vireo Walrus Yak Zebra Aster bert-base distil-lantern roberta-large wav2sound "
    "whisperer-small stable-painter vit-base clip-large t5-summary mt-en-fr sentence-encoder "
    "reward-model Meadow2.5 Osprey-3 Granite-4.0 Tundra-VL Kestrel-Coder Lynx-Math Orca-Omni "
    "Rook-MoE-8x7B Stork-Embedding Tern-Rerank lora-style sd-portrait Finch-TTS Heron-ASR "
    "Drake-R1 Elkhorn-Next Cinder-Guard Beacon-Agent Glacier-OCR PPO-LunarLander"
)

SIZES = listed(
    "0.5B 1B 1.5B 2B 3B 4B 7B 7B 8B 8B 9B 12B 13B 14B 20B 24B 27B 30B-A3B 32B 34B 70B 72B 120B "
    "235B-A22B 400B 671B tiny small base large mini nano"
)

TAILS = (
    *[""] * 6,
    *listed("-Instruct -it -chat -GGUF -AWQ -GPTQ -FP8 -v2 -lora -sft -dpo -finetuned -4bit -MLX"),
    "-Instruct-GGUF",
    "-Instruct-AWQ-4bit",
    "-abliterated-i1-GGUF",
    "-finetuned-emotion-classification",
    "-sft-dpo-merged-checkpoint-1500",
    "-instruct-lora-r16-alpha32-medical-notes",
    "-Reasoning-Distilled-Long-Context-128k-Preview-Q4_K_M-GGUF",
)

BYTES = {"F32": 4, "F16": 2, "BF16": 2, "F8_E4M3": 1, "I8": 1, "U8": 1}

TASKS = listed(
    "text-generation text-classification text-to-image automatic-speech-recognition "
    "reinforcement-learning image-text-to-text feature-extraction sentence-similarity fill-mask "
    "token-classification image-classification text2text-generation question-answering "
    "translation summarization text-to-speech audio-classification object-detection robotics "
    "text-to-video image-to-image text-ranking any-to-any visual-question-answering "
    "zero-shot-classification audio-to-audio depth-estimation time-series-forecasting"
)

LIBRARIES = listed(
    "transformers peft diffusers gguf sentence-transformers stable-baselines3 mlx timm spacy "
    "adapter-transformers ml-agents ultralytics lerobot nemo keras fastai setfit sample-factory "
    "speechbrain open_clip vllm onnx"
)

LICENCES = listed(
    "apache-2.0 mit other openrail creativeml-openrail-m llama3 llama2 llama3.1 cc-by-nc-4.0 "
    "gemma cc-by-4.0 cc-by-nc-sa-4.0 afl-3.0 llama3.2 gpl-3.0 bsd-3-clause agpl-3.0 unknown "
    "cc-by-sa-4.0 bigscience-bloom-rail-1.0 cc0-1.0 artistic-2.0 isc wtfpl"
)

CARD_OF_LICENCE = {"other": {"license_name": "lantern-community", "license_link": "LICENSE"}}
"""Licence to what else a card says of it."""

LANGUAGES = listed("en zh fr de es ja ko ru pt it ar hi vi id tr pl nl th uk sw")

DATASETS = tuple(
    f"{name}/{kind}"
    for name in listed("openweb birdsong harbour alpine mosaic civic")
    for kind in listed("web-crawl instruct-100k preference-pairs speech code-files math-steps")
)

TAGS = (
    *listed(
        "safetensors endpoints_compatible conversational autotrain_compatible "
        "generated_from_trainer tensorboard text-generation-inference gguf pytorch lora merge "
        "mergekit unsloth trl sft dpo llama qwen2 qwen3 mistral gemma3 phi3 deepseek_v3 bert "
        "roberta vit wav2vec2 whisper t5 clip custom_code 4-bit 8-bit awq gptq fp8 exl2 "
        "imatrix quantized onnx coreml jax tf openvino reasoning code math medical legal "
        "finance chat roleplay agent tool-use function-calling long-context multilingual moe "
        "vision audio speech music video 3d robotics deep-rl game template:sd-lora "
        "stable-diffusion flux text-to-image image-generation anime portrait embedding "
        "retrieval rerank mteb classification sentiment ner translation summary"
    ),
    *(f"topic-{number}" for number in range(300)),
)

PROVIDERS = listed(
    "novita together fireworks-ai nebius sambanova groq cerebras hyperbolic featherless-ai "
    "nscale hf-inference cohere replicate fal-ai"
)

BENCHMARKS = (
    ("cais/hle", "default"),
    ("Idavidrein/gpqa", "gpqa_diamond"),
    ("TIGER-Lab/MMLU-Pro", "default"),
    ("SWE-bench/SWE-bench_Verified", "swe_bench_verified"),
)

FILES = listed(
    ".gitattributes README.md config.json model.safetensors tokenizer.json "
    "tokenizer_config.json generation_config.json special_tokens_map.json vocab.json"
)

CHAT_TEMPLATES = tuple(
    "{% for message in messages %}{{ '<|" + name + "|>' + message['role'] }}"
    "{{ message['content'] }}{% endfor %}" + "{# padding as long as real ones are #}" * repeats
    for name, repeats in (("im_start", 20), ("turn", 30), ("start_header_id", 40))
)
