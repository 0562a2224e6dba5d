"""The students of the made-up class: their names, and the cells that they add to a notebook."""

import random

REGIONS = (
    (("Ada", "Grace", "Edmund", "Imogen", "Callum", "Niamh"), ("Whitfield", "O'Brien", "Achterberg-Hale", "Pryce")),
    (("Zoë", "Jürgen", "Anneliese", "Matthias"), ("Müller", "Größ", "Schäfer", "Köhler")),
    (("Chloé", "Étienne", "Maëlle", "François"), ("Lefèvre", "Dupré", "Béranger", "Garçon")),
    (("José", "Lucía", "Íñigo", "Ximena"), ("Álvarez", "Núñez", "Ibáñez Ruiz", "Peña")),
    (("João", "Conceição", "Beatriz", "Caetano"), ("Magalhães", "Simões", "Araújo")),
    (("Łukasz", "Małgorzata", "Tomasz", "Żaneta"), ("Wójcik", "Dąbrowska", "Żyła")),
    (("Åsa", "Bjørn", "Søren", "Þóra"), ("Öberg", "Ødegård", "Kjærgaard", "Jónsdóttir")),
    (("Ayşe", "İbrahim", "Gülşen", "Çağrı"), ("Yıldız", "Öztürk", "Şahin")),
    (("Chidi", "Ngozi", "Olúṣẹ́gun", "Adaeze"), ("Okonkwo", "Adébáyọ̀", "Eze")),
    (("Fatima", "Yusuf", "Leila", "Omar"), ("al-Fihri", "Haddad", "Ben Saïd")),
    (("Priya", "Arjun", "Lakshmi", "Devendra"), ("Iyer", "Chattopadhyay", "Raghunathan")),
    (("Nguyễn Thị", "Trần Văn", "Lê"), ("Minh", "Dũng", "Thảo")),
    (("李", "王", "陈"), ("小龍", "芳", "建国")),
    (("佐藤", "鈴木", "高橋"), ("美咲", "翔太", "葵")),
    (("Олена", "Дмитро", "Соломія"), ("Шевченко", "Коваль", "Бойко")),
    (("Ελένη", "Γιώργος"), ("Παπαδοπούλου", "Νικολάου")),
    (("Kalani", "Aroha", "Tāne"), ("Kahananui", "Ngata", "Wētā")),
)

FILE_NAMES = (
    "{slug} (1).ipynb",
    "{slug}_final.ipynb",
    "{slug}_FINAL_really.ipynb",
    "Copy of {slug}.ipynb",
    "Untitled3.ipynb",
    "{slug} - {name}.ipynb",
    "homework.ipynb",
)

PLOTTING = "import matplotlib.pyplot as plt\nimport numpy as np\n\n"
EXTRA_CELLS = (
    'print("works!!")',
    'for i in range(3):\n    print("row", i)',
    "import numpy as np\n\nx = np.arange(12).reshape(3, 4)\nprint(x)\nx.shape",
    f"{PLOTTING}plt.plot(np.linspace(0, 1, 50) ** 2)\nplt.title('a curve')\nplt.show()",
    f"{PLOTTING}plt.imshow(np.eye(20), cmap='gray', vmin=0, vmax=1)\nplt.show()",
    "%time sum(range(100_000))",
    "# why does this not work?\nprint(imgae)",
    "a = [1, 2, 3]\nb = a\nb.append(4)\na",
    "",
)

NOTES = (
    "# My notes\nHeight comes first!!",
    "I worked on this with my neighbour, but we wrote our own functions.",
    "TODO: ask about the last one on Tuesday",
)

WRITTEN = (  # answers to questions that a person marks
    "I tried several values until it looked right. I do not know why it works.",
    "The first term makes the waves and the second one bends them. Without the second the picture would be stripes.\n\n"
    "My first try used `np.tan`, which was white nearly everywhere, so I gave it up.",
    "**Short answer:** it depends.\n\n**Long answer:** as long as the values are small, a step in the direction of the "
    "slope helps. Far away it does not, because the slope changes on the way: see the plot in my cell above.",
    "See code.",
    "Both: the idea is right, the word *always* is wrong. A counter-example: shuffle all pixels of a picture. Mean and "
    "histogram stay as they are, and nobody would recognise it.",
    "???",
)


def name_of(draw: random.Random) -> str:
    """Draw a first and a last name from one region."""
    first, last = draw.choice(REGIONS)
    return f"{draw.choice(first)} {draw.choice(last)}"
