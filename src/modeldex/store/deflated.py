"""How rows were packed up to November 2026: deflated, with a dictionary written by hand.

Nothing writes them any more; a row is packed anew whenever its entry changes.
"""

import zlib

_WINDOW = -12
"""Raw deflate with a window of 4 kB: enough for the dictionary and nearly every row."""

_DICTIONARY = (
    b'"tags":["license:","region:us","transformers","safetensors","pytorch","conversational"],'
    b'"domains":["code","finance","health","law","science"],"training_data":"named",'
    b'"training_code":"https://github.com/","paper":"https://arxiv.org/abs/2","quantized":["'
    b'bartowski/","unsloth/","ggml-org/","mradermacher/","lmstudio-community/","-Instruct-GGUF"],'
    b'"base_models":["meta-llama/Llama-3.1-8B-Instruct","mistralai/Mistral-7B-Instruct-v0.3",'
    b'"google/gemma-4-","Qwen/Qwen2.5-7B-Instruct","deepseek-ai/DeepSeek-R1-Distill-"],'
    b'"tiers":[{"above_tokens":200000,"input_usd_per_million_tokens":1.5,'
    b'"output_usd_per_million_tokens":0.5,"cached_input_usd_per_million_tokens":0.25,'
    b'"cache_write_usd_per_million_tokens":'
    b'"audio_input_usd_per_million_tokens":"audio_output_usd_per_million_tokens":'
    b'"offers":[{"provider":"openrouter","provider_model_id":"together","first_party":true},'
    b'"first_party":false,"region":"condition":"amazon-bedrock","azure","google-vertex",'
    b'"scores":[{"board":"arena.text","arena.coding","unit":"rating","value":1400.0,'
    b'"independent":true,"low":"high":"votes":"source":["models.dev","2026-09-30","https://",'
    b'"contested":[{"field":"price.in","value":"fact_sources":[["downloads",["huggingface.co",'
    b'"aliases":["-latest","status":"deprecated","retired","beta","active","retires":"2027-'
    b'"notes":["gone":true,"hub_id":"trending":"derived":"embedding_size":1024,'
    b'"license_class":"non-commercial","proprietary","copyleft","use-restricted","community",'
    b'"license":"llama3.1","cc-by-nc-4.0","gemma","other","mit","license":"apache-2.0",'
    b'"license_class":"permissive","gated":"no","manual","auto","openness":"proprietary",'
    b'"openness":"restricted","openness":"open-source","openness":"open-weights",'
    b'"family":"architecture":"mistral","gemma3","gpt2","bert","llama","qwen3","qwen2",'
    b'"experts":128,"active_experts":8,"active_parameters":"output_tokens":64000,'
    b'"layers":32,"attention_heads":32,"key_value_heads":8,"head_size":128,'
    b'"size_bytes":"context_tokens":131072,32768,4096,262144,"context_tokens":40960,'
    b'"inputs":["text","image","audio","video","pdf"],"outputs":["text"],'
    b'"task":"image-text-to-text","feature-extraction","sentence-similarity",'
    b'"task":"text-generation","tools":true,"tools":false,"reasoning":true,"reasoning":false,'
    b'"structured_output":true,"library":"sentence-transformers","transformers",'
    b'"formats":["safetensors","gguf","pytorch"],"languages":["en","zh","de","fr","es","it","pt",'
    b'"ja","ko","ru","hi","th","ar","multilingual"],"released":"2024-0","released":"2025-1'
    b'"updated":"2026-0","cutoff":"2025-01-01","downloads":1"likes":1,"parameters":70000000'
    b'"source":["llmfit 1.1.17 (MIT)","2026-10-05"],"quantized":["mradermacher/'
    b'{"id":"name":"-Instruct","origin":"vendor","user","origin":"hub","source":["'
)
"""Names and common values, the most frequent last, where deflate reaches them most cheaply."""


def inflate(packed: bytes, most_bytes: int) -> bytes:
    """Return the text that was packed, cut at `most_bytes`. Raises ValueError for other bytes."""
    try:
        return zlib.decompressobj(_WINDOW, _DICTIONARY).decompress(packed, most_bytes)
    except zlib.error as error:
        message = "damaged"
        raise ValueError(message) from error
