"""How people write the names of parts, parameters and data bullets, and the one name that each has here."""

import re
from collections.abc import Mapping

from aescope.notebook.words import folded

# Canonical name: spellings, all in the form that `_plainly` gives.
_PARAMETERS: Mapping[str, str] = {
    "optimizer": "optimizer, optimizers, optimizer function, optimization, optim, opt",
    "loss": "loss, losses, loss function, loss fn, cost, cost function, objective",
    "epochs": "epochs, epoch, n epochs, n epoch, number of epochs, no of epochs, num epochs, nb epochs, nb epoch, "
    "epoch count, max epochs, training epochs",
    "batch_size": "batch size, batchsize, batch, batches of, size of batch, size of batches, minibatch size, "
    "mini batch size",
    "learning_rate": "learning rate, lr, learn rate, step size, initial learning rate",
    "seed": "seed, random seed, random state, rng seed",
    "validation_split": "validation split, val split, validation fraction, validation, held out, held out fraction",
    "shuffle": "shuffle, shuffling",
    "early_stopping": "early stopping, early stop, stop early",
    "early_stopping_patience": "early stopping patience, patience, patience of early stopping",
    "early_stopping_min_delta": "early stopping min delta, min delta",
    "reduce_on_plateau": "reduce on plateau, reduce lr on plateau, reduce learning rate on plateau",
    "reduce_on_plateau_factor": "reduce on plateau factor, reduce lr on plateau factor",
    "reduce_on_plateau_patience": "reduce on plateau patience, reduce lr on plateau patience",
    "output_activation": "output activation, last activation, final activation, last layer activation, "
    "activation of the last layer, activation in last layer, output activation function",
    "keras": "keras, keras version",
}
_DATA: Mapping[str, str] = {
    "images": "images, image set, images set, image sets, dataset, data set, data, set",
    "place": "place, folder, directory, path, file, files, location, source",
    "channels": "channels, channel, stains, stain",
    "scaling": "scaling, scale, scaled, normalization, pixel scaling, intensity scaling",
    "alterations": "alterations, alteration, altered, augmentation, augmentations",
    "labels": "labels, label, classes, class",
    "split_by": "split by, split, group by, groups, grouped by",
    "pages": "pages, page",
    "validation_split": "validation split, val split, validation fraction, validation, held out, held out fraction",
}
_PARTS: Mapping[str, str] = {
    "structure": "structure, structures, architecture, layers, layer, model structure, network structure, network, "
    "model",
    "parameters": "parameters, parameter, params, hyperparameters, hyper parameters, settings, training parameters",
    "data": "data, dataset, data set, image set, preprocessing",
    "next": "next up, next, next step, next steps, todo, to do, ideas, future work, outlook, plans",
}


def _by_spelling(table: Mapping[str, str]) -> dict[str, str]:
    return {spelling: name for name, spellings in table.items() for spelling in spellings.split(", ")}


PARAMETERS: Mapping[str, str] = _by_spelling(_PARAMETERS)
DATA: Mapping[str, str] = _by_spelling(_DATA)
PARTS: Mapping[str, str] = _by_spelling(_PARTS)
# What an unknown name is compared with, and shown as.
PARAMETER_NAMES = tuple(_PARAMETERS)
DATA_NAMES = tuple(_DATA)


def plainly(name: str) -> str:
    """A name without case, marks, brackets and British spelling: "Optimiser (incl. parameters)" is "optimizer"."""
    bare = folded(re.sub(r"\([^()]*\)", " ", name))
    return re.sub(r"(optim|normal|standard|regular)is(e|er|ers|ed|ation)\b", r"\1iz\2", bare)


def shown(name: str) -> str:
    """A canonical name as one writes it in a bullet: "batch size"."""
    return name.replace("_", " ")


def part_names(heading: str) -> frozenset[str]:
    """The parts that a heading opens: {"structure", "parameters"} for "Structure, parameters"; empty for prose.

    A heading counts only if each of its words, between commas and "and", is a part.
    """
    words = [plainly(word) for word in re.split(r"[,/&+;]|\band\b", re.sub(r"\([^()]*\)", " ", heading))]
    names = [PARTS.get(word, "") for word in words if word]
    return frozenset(names) if names and all(names) else frozenset()
