"""The type variables in types, and what becomes of types when their variables are given something."""


def parameters_of(kinds, refuse_order=False):
    """The type variables in some types, each once, in order; `refuse_order`: those with defaults have to come last."""
    found = []
    has_default = has_many = False
    for kind in kinds:
        if isinstance(kind, type):
            continue
        if isinstance(kind, (list, tuple)):
            inner = parameters_of(kind)
        elif hasattr(kind, "__typing_subst__"):
            inner = (kind,)
            if refuse_order and kind not in found:
                is_optional = kind.has_default()
                if has_many and is_optional:
                    raise TypeError("Type parameter with a default follows TypeVarTuple")
                if has_default and not is_optional:
                    raise TypeError(f"Type parameter {kind!r} without a default follows type parameter with a default")
                has_default = is_optional
        else:
            has_many = has_many or _is_unpacked_variable(kind)
            inner = getattr(kind, "__parameters__", ())
        if isinstance(inner, tuple):
            found += [variable for variable in inner if variable not in found]
    return tuple(found)


def _is_unpacked_variable(kind):
    """Whether a type is *Ts."""
    return getattr(kind, "__typing_is_unpacked_typevartuple__", False) is True


def is_many(variable):
    """Whether a type variable stands for any number of types."""
    return hasattr(type(variable), "__iter__")


def stands_for_parameters(kind):
    """Whether something can be given for a ParamSpec: a list, ..., a ParamSpec, Concatenate."""
    return kind is ... or isinstance(kind, (list, tuple)) or getattr(type(kind), "_stands_for_parameters", False)


def unpacked(items):
    """Arguments with *tuple[int, str] as its parts."""
    flat = []
    for item in items:
        parts = None if isinstance(item, type) else getattr(item, "__typing_unpacked_tuple_args__", None)
        flat += [item] if parts is None or parts and parts[-1] is ... else parts
    return tuple(flat)


def prepared(generic, parameters, items):
    """The arguments as many as there are type variables: lists for ParamSpecs, tuples for TypeVarTuples, defaults."""
    for one in parameters:
        prepare = getattr(one, "__typing_prepare_subst__", None)
        if prepare is not None:
            items = prepare(generic, items)
    return items


def arguments_for(alias, parameters, items):
    """What each type variable of a type with arguments is given."""
    if not parameters:
        raise TypeError(f"{alias!r} is not a generic class")
    items = prepared(alias, parameters, unpacked(items))
    if len(items) != len(parameters):
        amount = "many" if len(items) > len(parameters) else "few"
        raise TypeError(f"Too {amount} arguments for {alias!r}; actual {len(items)}, expected {len(parameters)}")
    return dict(zip(parameters, items))


def substituted(kinds, given, is_callable=False):
    """Types with their type variables replaced; `is_callable`: lists of parameters are put in their place."""
    made = []
    for kind in kinds:
        if isinstance(kind, type):
            made.append(kind)
        elif isinstance(kind, (list, tuple)):
            made.append(type(kind)(substituted(kind, given)))
        else:
            substitute = getattr(kind, "__typing_subst__", None)
            new = _substituted_within(kind, given) if substitute is None else substitute(given[kind])
            if is_callable and isinstance(new, tuple) or _is_unpacked_variable(kind):
                made += new
            else:
                made.append(new)
    return tuple(made)


def _substituted_within(kind, given):
    """A type with arguments that has some of the variables."""
    inner = getattr(kind, "__parameters__", ())
    if not inner or not isinstance(inner, tuple):
        return kind
    items = []
    for one in inner:
        value = given.get(one, one)
        items += value if is_many(one) and isinstance(value, tuple) else [value]
    return kind[tuple(items)]


# What the kinds of type variables do with arguments: __typing_prepare_subst__ and __typing_subst__.

def prepare_one(variable, generic, items):
    """Adds the default of a TypeVar where its argument is missing."""
    index = generic.__parameters__.index(variable)
    if index < len(items):
        return items
    if index == len(items) and variable.has_default():
        return (*items, variable.__default__)
    raise TypeError(f"Too few arguments for {generic}; actual {len(items)}, expected at least {index + 1}")


def prepare_list(variable, generic, items):
    """Makes a list for a ParamSpec of the arguments of a type that has this variable only, and adds its default."""
    parameters = generic.__parameters__
    index = parameters.index(variable)
    if index == len(items) and variable.has_default():
        items = (*items, variable.__default__)
    if index >= len(items):
        raise TypeError(f"Too few arguments for {generic}")
    if len(parameters) == 1 and not stands_for_parameters(items[0]):
        return (tuple(items),)
    if isinstance(items[index], list):
        return (*items[:index], tuple(items[index]), *items[index + 1:])
    return items


def prepare_many(variable, generic, items):
    """Makes a tuple for a TypeVarTuple of the arguments that the others leave."""
    parameters = generic.__parameters__
    index = parameters.index(variable)
    if any([is_many(one) for one in parameters[index + 1:]]):
        raise TypeError(f"More than one TypeVarTuple parameter in {generic}")
    before, behind = index, len(parameters) - index - 1
    place, filler = _endless(items)
    if place is not None:
        before, behind = min(before, place), min(behind, len(items) - place - 1)
    elif before + behind > len(items):
        raise TypeError(f"Too few arguments for {generic}; actual {len(items)}, expected at least {len(parameters) - 1}")
    end = len(items) - behind
    middle = unpacked((variable.__default__,)) if before == end and variable.has_default() else tuple(items[before:end])
    return (*items[:before], *[filler] * (index - before), middle,
            *[filler] * (len(parameters) - behind - before - index - 1), *items[end:])


def _endless(items):
    """Where *tuple[int, ...] is among some arguments, and its int."""
    place = filler = None
    for index, item in enumerate(items):
        parts = None if isinstance(item, type) else getattr(item, "__typing_unpacked_tuple_args__", None)
        if parts and len(parts) == 2 and parts[-1] is ...:
            if place is not None:
                raise TypeError("More than one unpacked arbitrary-length tuple argument")
            place, filler = index, parts[0]
    return place, filler
