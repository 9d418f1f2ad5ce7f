"""Ce qu'une commande importe, dans un processus neuf : rien de plus que ce qu'elle ouvre."""

import json
import subprocess
import sys
from pathlib import Path

RACINE = Path(__file__).parents[2]


def lancer(*arguments: str) -> tuple[subprocess.CompletedProcess[str], set[str]]:
    """La commande dans un processus neuf, et les paquets qu'elle y a importés."""
    programme = (
        "import sys; from interfaces.commandes.application import executer\n"
        "code = executer(sys.argv[1:])\n"
        "print(*{nom.split('.')[0] for nom in sys.modules}, file=sys.stderr)\n"
        "sys.exit(code)"
    )
    commande = [sys.executable, "-c", programme, *arguments]
    fini = subprocess.run(commande, capture_output=True, text=True, check=False, cwd=RACINE)
    return fini, set(fini.stderr.splitlines()[-1].split())


class TestImports:
    LOURDS = frozenset(
        {"torch", "spacy", "streamlit", "sentence_transformers", "rdflib", "pyshacl", "transformers", "rich"}
    )
    MOTEURS = frozenset({"numpy", "faiss", "tantivy", "onnxruntime", "tokenizers"})

    def test_chercher_n_importe_rien_de_lourd(self, configuration_preparee):
        donnees = str(configuration_preparee.donnees)
        fini, importes = lancer("chercher", "habitat", "--json", "--donnees", donnees)
        assert fini.returncode == 0
        json.loads(fini.stdout)
        assert importes.isdisjoint(self.LOURDS)
        assert importes >= self.MOTEURS

    def test_une_requete_se_passe_des_moteurs_de_la_recherche(self, configuration_preparee):
        donnees = str(configuration_preparee.donnees)
        fini, importes = lancer("sparql", "ASK {}", "--format", "csv", "--donnees", donnees)
        assert fini.returncode == 0
        assert importes.isdisjoint(self.LOURDS | self.MOTEURS)

    def test_une_base_absente_se_dit_avant_d_ouvrir_les_moteurs(self, tmp_path):
        fini, importes = lancer("chercher", "habitat", "--donnees", str(tmp_path))
        assert (fini.returncode, "maillage preparer" in fini.stderr) == (1, True)
        assert importes.isdisjoint(self.LOURDS | self.MOTEURS)
