"""The same study written in many ways: other keys, words, order and Markdown; it has to be read as the same study."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from aescope.notebook import read_text

NET = "{comment}x = Conv2D({filters}, (3, 3), padding='same')(input_img)\ndecoded = Conv2D(1, (3, 3))(x)\n"
KEY = st.from_regex(r"[a-z]{0,3}[0-9](\.[0-9])?[a-z]?|[a-z]{3,8}", fullmatch=True).filter(
    lambda key: (
        key not in ("aux", "con", "nul", "prn", "and", "the", "loss", "tsne", "pca", "umap", "output", "outputs")
    )
)
SET = st.sampled_from(["CIFAR", "DMSO", "yeast", "BBBC021", "Jurkat", "plate3"])
OPTIMISER = st.sampled_from(["Optimiser", "optimizer", "Optimizer function", "**Optimiser**", "`optimizer`"])
LOSS = st.sampled_from(["Loss function", "loss", "LOSS", "Cost function", "*Loss*"])
EPOCHS = st.sampled_from(["n epochs", "Epochs", "number of epochs", "epochs"])
BATCH = st.sampled_from(["batch size", "Batch_size", "batch-size", "Batch size"])
SEE = st.sampled_from(
    ["See [model {k}](#{a}).", "see model {k}", "Same as model {k}.", "As in [model {k}](#{a})", "Model {k}."]
)
CHANGED = st.sampled_from(
    [
        "Changed the optimiser to {o}.",
        "Switched to the {o} optimizer, nothing else.",
        "The optimiser was changed from adam to {o}. It did not help.",
        "Used {o} instead of adam.",
        "Replaced adam with {o} here.",
        "I used {o} as the optimizer this time; no change.",
    ]
)
PROSE = st.sampled_from(
    [
        "",
        "It rained.\n\n",
        "> * Optimiser = sgd\n\n",
        "A table:\n\n| a | b |\n\n",
        "<!-- note to self: * loss = mse -->\n\n",
        "***\n\n",
    ]
)
DOUBLED = st.sampled_from(
    ["doubled up dataset", "doubled dataset", "twice the data", "dataset doubled", "every image duplicated"]
)
SIGMOID = st.sampled_from(
    [
        "model {k} + sigmoid in last layer",
        "model {k} with sigmoid at the end",
        "as model {k}, sigmoid output",
        "model {k} + sigmoid in the output layer",
    ]
)


class Writer:
    """Writes one study in words and marks that `draw` chooses."""

    def __init__(self, draw):
        self.draw = draw
        keys = draw(st.lists(KEY, min_size=7, max_size=7, unique_by=lambda key: key.replace(".", "_")))
        self.first, self.twice, self.changed, self.fourth, self.other, self.bare, self.edited = keys
        self.sets = draw(st.lists(SET, min_size=2, max_size=2, unique=True))
        self.optimizer = draw(st.sampled_from(["adadelta", "RMSprop", "sgd"]))
        self.own_code = draw(st.booleans())

    def heading(self, text):
        return self.draw(st.sampled_from([f"## {text}\n\n", f"## {text} ##\n", f"{text}\n---\n\n", f" ##  {text}\n\n"]))

    def titled(self, key, title=""):
        joint = self.draw(st.sampled_from([" - ", ": ", " – "]))
        return self.heading(f"Model {key}{joint}{title}" if title else f"Model {key}")

    def fence(self, code):
        indent = " " * self.draw(st.integers(0, 3))
        mark = self.draw(st.sampled_from(["```", "~~~", "`````"]))
        language = self.draw(st.sampled_from(["python", "py", "Python", ""]))
        body = "".join(f"{indent}{line}\n" if line else "\n" for line in code.splitlines())
        return f"{indent}{mark}{language}\n{body}{indent}{mark}\n\n"

    def structure(self, filters):
        comment = self.draw(st.sampled_from(["", "## Model 99 in a comment\n", "# a net\n\n"]))
        code = NET.format(comment=comment, filters=filters)
        return f"{self.part('Structure')}{self.fence(code)}", code

    def part(self, name):
        return self.draw(
            st.sampled_from(
                [f"### {name}\n\n", f"### {name.lower()}:\n", f"###  **{name}**\n\n", f"#### {name} ####\n"]
            )
        )

    def parameters(self):
        bullet = self.draw(st.sampled_from(["*", "-", "+", "1."]))
        sign = self.draw(st.sampled_from([" = ", "=", ": "]))
        lines = [
            f"{bullet} {self.draw(OPTIMISER)}{sign}adam\n",
            f"{bullet} {self.draw(LOSS)}{sign}binary_crossentropy\n",
            f"{bullet} {self.draw(EPOCHS)}{sign}30\n",
            f"{bullet} {self.draw(BATCH)}{sign}`48`\n",
        ]
        return self.part("Parameters") + "".join(self.draw(st.permutations(lines))) + "\n"

    def pictures(self, key):
        return f"### Images\n\n![Result](results/model{key}_output.png)\n![Loss](results/model{key}_loss.png)\n\n"

    def see(self, key, anchor):
        return self.draw(SEE).format(k=key, a=anchor) + "\n\n"

    def sections(self):
        """Sections in an order that references allow, with what is expected of each."""
        draw = self.draw
        first, first_code = self.structure(32)
        fourth, fourth_code = self.structure(64)
        loose = NET.format(comment="", filters=128)
        adam = {"optimizer": "adam", "loss": "binary_crossentropy", "epochs": "30", "batch_size": "48"}
        changed = {**adam, "optimizer": self.optimizer}
        own = {
            self.first: (first_code, adam, "cells", []),
            self.twice: (first_code, adam, "cells", ["double"]),
            self.changed: (first_code, changed, "cells", ["double"]),
            self.fourth: (fourth_code, adam, "cells", []),
            self.other: (fourth_code, adam, self.sets[0], []),
            self.bare: (fourth_code, adam, self.sets[1], []),
            self.edited: (fourth_code, adam, "cells", []),
        }
        anchor = f"model-{self.first}".replace(".", "").lower()
        twice = draw(st.sampled_from(["### Structure, parameters\n\n", "### Parameters and structure\n\n", ""]))
        see = self.see(self.first, anchor)
        if not twice and not see.lower().startswith(("see", "same")):
            see = f"See model {self.first}.\n\n"
        blocks = [
            (self.titled(self.first) + draw(PROSE) + first + self.parameters() + self.pictures(self.first)),
            (
                self.titled(self.twice, draw(DOUBLED)) + draw(PROSE) + twice + see + self.pictures(self.twice)
                + self.titled(self.changed) + draw(CHANGED).format(o=self.optimizer) + "\n\n"
            ),
            (self.titled(self.fourth) + self.parameters() + draw(PROSE) + fourth + self.pictures(self.fourth)),
            (self.titled(self.other, f"{self.sets[0]} + model {self.fourth}") + self.parameters()),
            (self.titled(self.bare, f"{self.sets[1]} + model {self.fourth}") + draw(PROSE)),
            (
                self.titled(self.edited, draw(SIGMOID).format(k=self.fourth))
                + (f"### Structure\n\n{self.fence(fourth_code)}" if self.own_code else "")
            ),
            (
                self.heading("A map") + self.fence("tsne = TSNE(random_state=RS, perplexity=4).fit_transform(z)\n")
                + f"![map of model {self.first}](results/model{self.first}_tsne.png)\n\n"
            ),
            self.heading("Older attempts") + draw(PROSE) + self.fence(loose),
        ]  # fmt: skip
        return draw(st.permutations(blocks)), own, loose


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_same_study_in_other_words_gives_the_same_experiments(data):
    writer = Writer(data.draw)
    blocks, expected, loose = writer.sections()
    text = "# A study\n\n" + "".join(blocks)
    ending = data.draw(st.sampled_from(["\n", "\r\n"]))
    read = read_text(text.replace("\n", ending).encode(), Path("log.md"))
    found = {
        experiment.key: (
            experiment.code.text if experiment.code else None,
            {bullet.name: bullet.value for bullet in experiment.parameters},
            experiment.image_set,
            [step.name for step in experiment.alterations],
        )
        for experiment in read.experiments
        if not experiment.only_when_asked
    }
    assert [fault for experiment in read.experiments for fault in experiment.faults] == []
    assert found == expected
    edited = read[writer.edited]
    sigmoid = [("output-activation", {"to": "sigmoid"})]
    said = [(step.name, step.arguments) for step in edited.title_says]
    assert said == ([("base", {"key": writer.fourth}), *sigmoid] if writer.own_code else [])
    assert [(step.name, step.arguments) for step in edited.edits] == ([] if writer.own_code else sigmoid)
    (old,) = [experiment for experiment in read.experiments if experiment.only_when_asked]
    assert (old.key, old.code.text) == ("old-records", loose)
    (request,) = read[writer.first].projections
    assert request.arguments == {"random_state": 0, "perplexity": 4}
    kinds = {experiment.key: [link.kind for link in experiment.pictures] for experiment in read.experiments}
    assert {key: sorted(kinds) for key, kinds in kinds.items() if kinds} == {
        writer.first: ["loss", "output", "tsne"],
        writer.twice: ["loss", "output"],
        writer.fourth: ["loss", "output"],
    }
