#include <algorithm>
#include <cstring>

#include "builtins/define.h"
#include "objects/bytes.h"
#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/text_builder.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/text/_sre/cells.h"
#include "stdlib/text/_sre/template.h"

namespace coil::internal::regex
{

namespace
{

/// More groups than that do not stand in the cell.
constexpr size_t most_groups_here = 256;

void trace_match(Cell* cell, gc::Tracer& tracer)
{
    auto* match = static_cast<MatchObject*>(cell);
    tracer.visit(static_cast<Cell*>(match->pattern));
    tracer.visit(match->string);
    tracer.visit(match->many_places);
}

} // namespace

const NativeType match_type{ "Match", trace_match, nullptr };

const size_t* MatchObject::places() const
{
    auto* bytes = as_if<Bytes>(many_places);
    return bytes ? reinterpret_cast<const size_t*>(bytes->data) : here;
}

Result<Value> make_match(Vm& vm, PatternObject* pattern, const OpenText& text, const size_t* places)
{
    Matcher& matcher = *pattern->matcher;
    size_t groups = matcher.tree().groups + 1;
    size_t words = 2 * groups, bytes = words * sizeof(size_t);
    Value many = None;
    if (groups > most_groups_here) {
        many = Value::cell(TRY(make_bytes(vm, { reinterpret_cast<const char*>(places), bytes })));
        bytes = 0;
    }
    Class* cls = as<Class>(pattern->state->match_class);
    auto* match = static_cast<MatchObject*>(
        vm.heap.allocate_cell(uint8_t(cls->instance_kind), instance_size(cls, sizeof(MatchObject) + bytes)));
    if (!match)
        return vm.raise_memory_error();
    match->shape = cls->root->id;
    match->type = &match_type;
    match->set_size(sizeof(MatchObject) + bytes);
    match->pattern = pattern;
    match->string = text.object;
    match->many_places = many;
    match->start = text.start;
    match->stop = text.stop;
    match->groups = uint32_t(groups);
    match->last_group = groups > 1 ? matcher.last_group(places) : 0;
    if (bytes)
        std::memcpy(match->here, places, bytes);
    return Value::cell(match);
}

Result<Value> group_value(Vm& vm, const MatchObject* match, size_t group, Value fallback)
{
    const size_t* places = match->places() + 2 * group;
    if (places[0] == no_place)
        return fallback;
    if (match->string.is_none())
        return fallback;
    size_t begin = places[0], end = places[1];
    return slice_of(vm, match->string, TRY(bytes_of(vm, match->string)), begin, end);
}

namespace
{

Result<MatchObject*> match_of(Vm& vm, Value self)
{
    if (auto* match = native_as<MatchObject>(self, match_type))
        return match;
    return vm.raise(Error::TypeError, "a re.Match is required, not '{}'", type_name(vm, self));
}

/// The number of the group with that number or name; IndexError.
Result<size_t> group_index(Vm& vm, const MatchObject* match, Value group)
{
    if (group.is_small() && group.as_small() >= 0 && group.as_small() < int64_t(match->groups))
        return size_t(group.as_small());
    Value number = group;
    bool is_number = !is_kind(group, Kind::Str) && !lookup(vm, vm.class_of(group), vm.names->index).is_empty();
    if (!is_number) {
        auto found = TRY(dict_find(vm, as<Dict>(match->pattern->group_names), group));
        if (!found.value)
            return vm.raise(Error::IndexError, "no such group");
        number = *found.value;
    }
    int64_t index = TRY(to_clamped_index(vm, number));
    if (index < 0 || index >= int64_t(match->groups))
        return vm.raise(Error::IndexError, "no such group");
    return size_t(index);
}

/// The place in characters, or -1.
int64_t character_place(Vm& vm, const MatchObject* match, size_t place)
{
    if (place == no_place)
        return -1;
    auto* str = as_if<Str>(match->string);
    return int64_t(!str || str->is_ascii() ? place : str_index_at(vm, str, place));
}

Result<Value> group_method(Vm& vm, Value self, Arguments groups)
{
    MatchObject* match = TRY(match_of(vm, self));
    if (groups.count == 0)
        return group_value(vm, match, 0, None);
    if (groups.count == 1)
        return group_value(vm, match, TRY(group_index(vm, match, groups[0])), None);
    Tuple* out = TRY(make_tuple(vm, groups.count));
    for (size_t i = 0; i < groups.count; i++) {
        Value value = TRY(group_value(vm, match, TRY(group_index(vm, match, groups[i])), None));
        vm.heap.write_barrier(out);
        out->items[i] = value;
    }
    return Value::cell(out);
}

Result<Value> get_item(Vm& vm, Value self, Value group)
{
    MatchObject* match = TRY(match_of(vm, self));
    return group_value(vm, match, TRY(group_index(vm, match, group)), None);
}

Result<Value> groups_method(Vm& vm, Value self, Value fallback)
{
    MatchObject* match = TRY(match_of(vm, self));
    Tuple* out = TRY(make_tuple(vm, match->groups - 1));
    for (size_t i = 1; i < match->groups; i++) {
        Value value = TRY(group_value(vm, match, i, fallback));
        vm.heap.write_barrier(out);
        out->items[i - 1] = value;
    }
    return Value::cell(out);
}

Result<Value> group_dict(Vm& vm, Value self, Value fallback)
{
    MatchObject* match = TRY(match_of(vm, self));
    Dict* out = TRY(make_dict(vm));
    auto* names = as<Dict>(match->pattern->group_names);
    size_t position = 0;
    while (const DictEntry* entry = next_entry(names, position)) {
        Value name = entry->key;
        Value value = TRY(group_value(vm, match, size_t(entry->value.as_small()), fallback));
        TRY(dict_set(vm, out, name, value));
    }
    return Value::cell(out);
}

Result<int64_t> start_of(Vm& vm, Value self, Value group)
{
    MatchObject* match = TRY(match_of(vm, self));
    size_t index = TRY(group_index(vm, match, group));
    return character_place(vm, match, match->places()[2 * index]);
}
Result<int64_t> end_of(Vm& vm, Value self, Value group)
{
    MatchObject* match = TRY(match_of(vm, self));
    size_t index = TRY(group_index(vm, match, group));
    return character_place(vm, match, match->places()[2 * index + 1]);
}

Result<Value> span_at(Vm& vm, const MatchObject* match, size_t index)
{
    int64_t start = character_place(vm, match, match->places()[2 * index]);
    int64_t end = character_place(vm, match, match->places()[2 * index + 1]);
    return Value::cell(TRY(make_pair(vm, Value::small(start), Value::small(end))));
}
Result<Value> span_of(Vm& vm, Value self, Value group)
{
    MatchObject* match = TRY(match_of(vm, self));
    return span_at(vm, match, TRY(group_index(vm, match, group)));
}

Result<Value> expand(Vm& vm, Value self, Value text)
{
    MatchObject* match = TRY(match_of(vm, self));
    Tuple* parts = TRY(template_of(vm, match->pattern, text));
    TextBuilder out(vm);
    for (size_t i = 0; i < parts->size; i++) {
        Value part = parts->items[i];
        if (part.is_small()) {
            part = TRY(group_value(vm, match, size_t(part.as_small()), None));
            if (part.is_none())
                continue;
        }
        TRY(add_text(out, part, TRY(bytes_of(vm, part))));
    }
    if (is_kind(text, Kind::Str))
        return Value::cell(TRY(out.finish()));
    return Value::cell(TRY(make_bytes(vm, out.view())));
}

Result<Value> match_repr(Vm& vm, Value self)
{
    MatchObject* match = TRY(match_of(vm, self));
    Value whole = TRY(group_value(vm, match, 0, None));
    Str* shown = TRY(repr(vm, whole));
    std::string_view text = TRY(str_prefix(vm, shown, std::min<size_t>(shown->length, 50)));
    return Value::cell(TRY(make_str(vm,
        format_text("<{}.{} object; span=({}, {}), match={}>",
            { "re", "Match", character_place(vm, match, match->places()[0]),
                character_place(vm, match, match->places()[1]), text }))));
}

Value copy(Vm&, Value self) { return self; }
Value deep_copy(Vm&, Value self, Value) { return self; }

Result<Value> get_string(Vm& vm, Value self) { return TRY(match_of(vm, self))->string; }
Result<Value> get_pattern(Vm& vm, Value self) { return Value::cell(TRY(match_of(vm, self))->pattern); }
Result<Value> get_pos(Vm& vm, Value self) { return Value::small(TRY(match_of(vm, self))->start); }
Result<Value> get_endpos(Vm& vm, Value self) { return Value::small(TRY(match_of(vm, self))->stop); }
Result<Value> get_last_index(Vm& vm, Value self)
{
    uint32_t last = TRY(match_of(vm, self))->last_group;
    return last ? Value::small(last) : None;
}
Result<Value> get_last_group(Vm& vm, Value self)
{
    MatchObject* match = TRY(match_of(vm, self));
    size_t position = 0;
    auto* names = as<Dict>(match->pattern->group_names);
    while (const DictEntry* entry = match->last_group ? next_entry(names, position) : nullptr)
        if (entry->value.as_small() == match->last_group)
            return entry->key;
    return None;
}
Result<Value> get_regs(Vm& vm, Value self)
{
    MatchObject* match = TRY(match_of(vm, self));
    Tuple* out = TRY(make_tuple(vm, match->groups));
    for (size_t i = 0; i < match->groups; i++) {
        Value span = TRY(span_at(vm, match, i));
        vm.heap.write_barrier(out);
        out->items[i] = span;
    }
    return Value::cell(out);
}

constexpr NativeDef class_methods[] = { def<"__class_getitem__(cls, item, /)", make_generic_alias>("See PEP 585") };
constexpr NativeDef methods[] = {
    def<"group(self, /, *args)", group_method>("What one or more groups took; without arguments the whole match."),
    def<"groups(self, /, default=None)", groups_method>("What all groups took."),
    def<"groupdict(self, /, default=None)", group_dict>("What the named groups took, by name."),
    def<"start(self, group=0, /)", start_of>("Where what the group took begins."),
    def<"end(self, group=0, /)", end_of>("Where what the group took ends."),
    def<"span(self, group=0, /)", span_of>("Both."),
    def<"expand(self, /, template)", expand>("The template with what the groups took in place of its references."),
    def<"__getitem__(self, group, /)", get_item>(),
    def<"__copy__(self, /)", copy>(),
    def<"__deepcopy__(self, memo, /)", deep_copy>(),
    def<"__repr__(self, /)", match_repr>(),
};
constexpr AttributeDef attributes[] = {
    { "string", get_string, nullptr, "The text that was searched." },
    { "re", get_pattern, nullptr, "The pattern." },
    { "pos", get_pos, nullptr, "Where the search began." },
    { "endpos", get_endpos, nullptr, "Where it had to end." },
    { "lastindex", get_last_index, nullptr, "The group that ended last." },
    { "lastgroup", get_last_group, nullptr, "Its name." },
    { "regs", get_regs, nullptr, nullptr },
};

Result<Value> match_new(Vm& vm, Value, Arguments)
{
    return vm.raise(Error::TypeError, "cannot create 're.Match' instances");
}
constexpr NativeDef match_new_def = def<"__new__(cls, /, *args)", match_new>();

} // namespace

Result<void> define_match_class(Vm& vm, Module* module, State* state)
{
    Class* cls = TRY(define_class(vm, module, vm.classes->object,
        { .name = "Match",
            .module = "re",
            .methods = methods,
            .attributes = attributes,
            .new_def = &match_new_def,
            .flags = DisallowsSubclasses,
            .doc = "The result of re.match() and re.search()." }));
    add_class_methods(vm, cls, class_methods);
    vm.heap.write_barrier(state);
    state->match_class = Value::cell(cls);
    return {};
}

} // namespace coil::internal::regex
