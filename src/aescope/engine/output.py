"""What the last layer hands to the loss: probabilities, or the logits that a sigmoid or softmax was given."""

from aescope.records import Call, Node, Plan, Setting

# They give back their very input in inference, and with it the logits that Keras remembers of it.
_PASS_ON_IN_INFERENCE = ("Dropout", "GaussianNoise")


def keeps_logits(activation: Setting) -> bool:
    """Whether Keras 3 on TensorFlow remembers what this activation was given: sigmoid, and softmax over one axis.

    A softmax over several axes (`Softmax(axis=[1, 2])`) is computed another way and leaves no logits behind.
    """
    match activation:
        case "sigmoid" | "softmax":
            return True
        case Call(name="Softmax", arguments=arguments):
            axis = arguments.get("axis", -1)
            return not (isinstance(axis, tuple) and len(axis) > 1)
    return False


def activation_of(node: Node) -> Setting:
    """The activation of any layer; a layer that is nothing but one (LeakyReLU, Softmax, ...) as a Call."""
    if node.layer in ("ReLU", "LeakyReLU", "ELU", "Softmax"):
        arguments = {name: value for name, value in node.config.items() if not isinstance(value, Call)}
        return Call(node.layer, arguments)
    return node.config.get("activation", "linear")


def trained_from_logits(plan: Plan) -> bool:
    """Whether the reconstructions are a sigmoid or softmax whose logits Keras 3 takes for binary cross-entropy.

    Keras 2.2 always takes the probabilities.
    """
    if plan.keras == "2.2":
        return False
    node = plan[plan.output]
    while not keeps_logits(activation_of(node)):
        unchanged = node.layer in _PASS_ON_IN_INFERENCE or (
            node.layer == "Activation" and node.config.get("activation") == "linear"
        )
        if not unchanged:
            return False
        node = plan[node.inputs[0]]
    return True
