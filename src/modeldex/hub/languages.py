"""Codes of languages, as tags use them."""

_TWO_LETTERS = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
"""ISO 639-1."""

_THREE_LETTERS = """
ace acm acq aeb afr ajp amh apc ara arb ary arz asm ast awa ayr azb azj aze bak bam ban bel bem
ben bho bjn bod bos bug bul cat ceb ces chv cjk ckb crh cym dan deu dik dyu dzo ell eng epo est
eus ewe fao fas fij fil fin fon fra frr fry fur fuv gaz gla gle glg grc grn gsw guj hat hau haw
heb hin hmn hne hrv hsb hun hye ibo ilo ind isl ita jav jpn kab kac kam kan kas kat kaz kbp kea
khm kik kin kir kmb kmr knc kon kor lao lat lij lim lin lit lmo ltg ltz lua lug luo lus lvs mag
mai mal mar min mkd mlt mni mon mos mri msa mya nan nds nld nno nob npi nor nso nus nya oci ori
ory pag pan pap pcm pes plt pol por prs pus quy ron run rus sag san sat scn shn sin slk slv smo
sna snd som sot spa sqi srd srp ssw sun swa swe swh szl tam taq tat tel tgk tgl tha tir tok tpi
tsn tso tuk tum tur twi tzm uig ukr umb urd uzb vec vie war wol wuu xho yid yor yue zho zsm zul
"""
"""ISO 639-3, as far as model cards use it in numbers."""

LANGUAGES = frozenset(f"{_TWO_LETTERS} {_THREE_LETTERS}".split())
"""In lower case."""
