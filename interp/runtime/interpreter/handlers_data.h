#pragma once
// Handlers: registers, constants, names, attributes, items, building.
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/slow.h"

#define COIL_HANDLER template <class D> [[gnu::always_inline]] inline Next

namespace coil::internal::handler
{

inline uint64_t cached_word(const uint32_t* pc)
{
    uint64_t word;
    std::memcpy(&word, pc, 8);
    return word;
}

COIL_HANDLER Move(Vm&, Next s, D d)
{
    s.r[d.a(*s.pc)] = s.r[d.b(*s.pc)];
    return after(s);
}

COIL_HANDLER LoadConst(Vm&, Next s, D d)
{
    s.r[d.a(*s.pc)] = code_of(s.r)->constants[d.bc(*s.pc)];
    return after(s);
}

COIL_HANDLER LoadSmall(Vm&, Next s, D d)
{
    s.r[d.a(*s.pc)] = Value::small(d.signed_bc(*s.pc));
    return after(s);
}

COIL_HANDLER Clear(Vm&, Next s, D d)
{
    s.r[d.a(*s.pc)] = Value();
    return after(s);
}

COIL_HANDLER CheckBound(Vm& vm, Next s, D d)
{
    if (s.r[d.a(*s.pc)].is_empty()) [[unlikely]]
        return slow::unbound_local(vm, s, d.a(*s.pc));
    return after(s);
}

COIL_HANDLER MakeCell(Vm& vm, Next s, D d) { return slow::make_cell(vm, s, d.a(*s.pc)); }

COIL_HANDLER LoadCell(Vm& vm, Next s, D d)
{
    Value value = as<Box>(s.r[d.b(*s.pc)])->value;
    if (value.is_empty()) [[unlikely]]
        return slow::unbound_cell(vm, s, d.b(*s.pc));
    s.r[d.a(*s.pc)] = value;
    return after(s);
}

COIL_HANDLER StoreCell(Vm& vm, Next s, D d)
{
    Box* box = as<Box>(s.r[d.a(*s.pc)]);
    vm.heap.write_barrier(box);
    box->value = s.r[d.b(*s.pc)];
    return after(s);
}

COIL_HANDLER ClearCell(Vm& vm, Next s, D d)
{
    Box* box = as<Box>(s.r[d.a(*s.pc)]);
    if (box->value.is_empty()) [[unlikely]]
        return slow::unbound_cell(vm, s, d.a(*s.pc));
    box->value = Value();
    return after(s);
}

[[gnu::always_inline]] inline Box* free_cell(Next s, uint32_t index)
{
    return as<Function>(header_of(s.r)->function)->closure[index];
}

COIL_HANDLER LoadFree(Vm& vm, Next s, D d)
{
    Value value = free_cell(s, d.b(*s.pc))->value;
    if (value.is_empty()) [[unlikely]]
        return slow::unbound_free(vm, s, d.b(*s.pc));
    s.r[d.a(*s.pc)] = value;
    return after(s);
}

COIL_HANDLER StoreFree(Vm& vm, Next s, D d)
{
    Box* box = free_cell(s, d.b(*s.pc));
    vm.heap.write_barrier(box);
    box->value = s.r[d.a(*s.pc)];
    return after(s);
}

COIL_HANDLER ClearFree(Vm& vm, Next s, D d)
{
    Box* box = free_cell(s, d.b(*s.pc));
    if (box->value.is_empty()) [[unlikely]]
        return slow::unbound_free(vm, s, d.b(*s.pc));
    box->value = Value();
    return after(s);
}

COIL_HANDLER LoadFreeCell(Vm&, Next s, D d)
{
    s.r[d.a(*s.pc)] = Value::cell(free_cell(s, d.b(*s.pc)));
    return after(s);
}

/// Cache: keys_version of globals, entry index; for a builtin the top bit of the index is set and the fourth word is
/// the version of builtins.
COIL_HANDLER LoadGlobal(Vm& vm, Next s, D d)
{
    const Code* code = code_of(s.r);
    if (code->globals->keys_version == s.pc[2]) [[likely]] {
        uint32_t index = s.pc[3];
        if (int32_t(index) >= 0) [[likely]] {
            s.r[d.a(*s.pc)] = code->globals->table->entries()[index].value;
            return after<Op::LoadGlobal>(s);
        }
        if (code->builtins->keys_version == s.pc[4]) [[likely]] {
            s.r[d.a(*s.pc)] = code->builtins->table->entries()[index & 0x7fffffff].value;
            return after<Op::LoadGlobal>(s);
        }
    }
    return slow::load_global(vm, s, d.a(*s.pc));
}

COIL_HANDLER StoreGlobal(Vm& vm, Next s, D d)
{
    Dict* globals = code_of(s.r)->globals;
    if (globals->keys_version == s.pc[2]) [[likely]] {
        vm.heap.write_barrier(globals->table);
        globals->table->entries()[s.pc[3]].value = s.r[d.a(*s.pc)];
        return after<Op::StoreGlobal>(s);
    }
    return slow::store_global(vm, s, s.r[d.a(*s.pc)]);
}

COIL_HANDLER DeleteGlobal(Vm& vm, Next s, D) { return slow::delete_global(vm, s); }
COIL_HANDLER LoadName(Vm& vm, Next s, D d) { return slow::load_name(vm, s, d.a(*s.pc), d.b(*s.pc)); }
COIL_HANDLER LoadNameOrFree(Vm& vm, Next s, D d)
{
    return slow::load_name_or_free(vm, s, d.a(*s.pc), d.b(*s.pc), d.c(*s.pc));
}
COIL_HANDLER StoreName(Vm& vm, Next s, D d) { return slow::store_name(vm, s, s.r[d.b(*s.pc)], d.a(*s.pc)); }
COIL_HANDLER DeleteName(Vm& vm, Next s, D d) { return slow::delete_name(vm, s, d.a(*s.pc)); }

/// Cache: shape, byte offset of the slot from the start of the object.
COIL_HANDLER LoadAttr(Vm& vm, Next s, D d)
{
    Value object = s.r[d.b(*s.pc)];
    if (object.is_cell_or_empty()) [[likely]] {
        Cell* cell = object.as_cell();
        if (cell->shape == s.pc[2]) [[likely]] {
            Value value = *reinterpret_cast<Value*>(reinterpret_cast<char*>(cell) + s.pc[3]);
            // A name of __slots__ may be unset.
            if (!value.is_empty()) [[likely]] {
                s.r[d.a(*s.pc)] = value;
                return after<Op::LoadAttr>(s);
            }
        }
    }
    return slow::load_attr(vm, s, d.a(*s.pc), object);
}

/// Cache: shape, byte offset; for an attribute that is added the fourth word is the new shape, which takes the slot.
COIL_HANDLER StoreAttr(Vm& vm, Next s, D d)
{
    Value object = s.r[d.a(*s.pc)];
    if (object.is_cell_or_empty()) [[likely]] {
        Cell* cell = object.as_cell();
        if (cell->shape == s.pc[2]) [[likely]] {
            vm.heap.write_barrier(cell);
            *reinterpret_cast<Value*>(reinterpret_cast<char*>(cell) + s.pc[3]) = s.r[d.b(*s.pc)];
            cell->shape = s.pc[4];
            return after<Op::StoreAttr>(s);
        }
    }
    return slow::store_attr(vm, s, object, s.r[d.b(*s.pc)]);
}

COIL_HANDLER DeleteAttr(Vm& vm, Next s, D d) { return slow::delete_attr(vm, s, s.r[d.a(*s.pc)]); }

template <int gap, class D> [[gnu::always_inline]] inline Next load_method(Vm& vm, Next s, D d)
{
    Value object = s.r[d.b(*s.pc)];
    if (object.is_cell_or_empty()) [[likely]] {
        Cell* cell = object.as_cell();
        if (cell->shape == s.pc[2]) [[likely]] {
            Value* window = s.r + d.a(*s.pc);
            window[0] = Value::from_bits(cached_word(s.pc + 3));
            window[gap] = object;
            return after<Op::LoadMethod>(s);
        }
    }
    return slow::load_method(vm, s, d.a(*s.pc), object, gap);
}
COIL_HANDLER LoadMethod(Vm& vm, Next s, D d) { return load_method<frame_header_words>(vm, s, d); }
COIL_HANDLER HeapLoadMethod(Vm& vm, Next s, D d) { return load_method<1>(vm, s, d); }

template <int gap, class D> [[gnu::always_inline]] inline Next load_special(Vm& vm, Next s, D d)
{
    Value object = s.r[d.b(*s.pc)];
    if (object.is_cell_or_empty()) [[likely]] {
        Cell* cell = object.as_cell();
        if (cell->shape == s.pc[1]) [[likely]] {
            Value* window = s.r + d.a(*s.pc);
            window[0] = Value::from_bits(cached_word(s.pc + 2));
            window[gap] = object;
            return after<Op::LoadSpecial>(s);
        }
    }
    return slow::load_special(vm, s, d.a(*s.pc), object, d.c(*s.pc), gap);
}
COIL_HANDLER LoadSpecial(Vm& vm, Next s, D d) { return load_special<frame_header_words>(vm, s, d); }
COIL_HANDLER HeapLoadSpecial(Vm& vm, Next s, D d) { return load_special<1>(vm, s, d); }

COIL_HANDLER LoadSuperAttr(Vm& vm, Next s, D d)
{
    return slow::load_super_attr(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)], s.r[d.c(*s.pc)]);
}

template <int gap, class D> [[gnu::always_inline]] inline Next load_super_method(Vm& vm, Next s, D d)
{
    Value self = s.r[d.c(*s.pc)];
    if (self.is_cell_or_empty()) [[likely]] {
        Cell* cell = self.as_cell();
        if (cell->shape == s.pc[2]) [[likely]] {
            Value* window = s.r + d.a(*s.pc);
            window[0] = Value::from_bits(cached_word(s.pc + 3));
            window[gap] = self;
            return after<Op::LoadSuperMethod>(s);
        }
    }
    return slow::load_super_method(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)], self, gap);
}
COIL_HANDLER LoadSuperMethod(Vm& vm, Next s, D d) { return load_super_method<frame_header_words>(vm, s, d); }
COIL_HANDLER HeapLoadSuperMethod(Vm& vm, Next s, D d) { return load_super_method<1>(vm, s, d); }

COIL_HANDLER GetItem(Vm& vm, Next s, D d)
{
    Value object = s.r[d.b(*s.pc)];
    Value key = s.r[d.c(*s.pc)];
    if (object.is_cell()) [[likely]] {
        Cell* cell = object.as_cell();
        if (cell->shape == vm.exact.list && key.is_small()) {
            List* list = static_cast<List*>(cell);
            int64_t index = key.as_small();
            if (uint64_t(index) < list->size) [[likely]] {
                s.r[d.a(*s.pc)] = list->array->data[index];
                return after(s);
            }
            index += int64_t(list->size);
            if (uint64_t(index) < list->size) {
                s.r[d.a(*s.pc)] = list->array->data[index];
                return after(s);
            }
        } else if (cell->shape == vm.exact.tuple && key.is_small()) {
            Tuple* tuple = static_cast<Tuple*>(cell);
            int64_t index = key.as_small();
            if (uint64_t(index) < tuple->size) {
                s.r[d.a(*s.pc)] = tuple->items[index];
                return after(s);
            }
        } else if (cell->shape == vm.exact.dict) {
            if (Value* found = find_at_once(vm, static_cast<Dict*>(cell), key)) [[likely]] {
                s.r[d.a(*s.pc)] = *found;
                return after(s);
            }
        }
    }
    return slow::get_item(vm, s, d.a(*s.pc), object, key);
}

COIL_HANDLER SetItem(Vm& vm, Next s, D d)
{
    Value object = s.r[d.a(*s.pc)];
    Value key = s.r[d.b(*s.pc)];
    if (object.is_cell()) [[likely]] {
        Cell* cell = object.as_cell();
        if (cell->shape == vm.exact.list && key.is_small()) {
            List* list = static_cast<List*>(cell);
            int64_t index = key.as_small();
            if (uint64_t(index) < list->size) [[likely]] {
                vm.heap.write_barrier(list->array);
                list->array->data[index] = s.r[d.c(*s.pc)];
                return after(s);
            }
        } else if (cell->shape == vm.exact.dict) {
            auto* dict = static_cast<Dict*>(cell);
            if (Value* found = find_at_once(vm, dict, key)) {
                vm.heap.write_barrier(dict->table);
                *found = s.r[d.c(*s.pc)];
                return after(s);
            }
        }
    }
    return slow::set_item(vm, s, object, key, s.r[d.c(*s.pc)]);
}

COIL_HANDLER DeleteItem(Vm& vm, Next s, D d) { return slow::delete_item(vm, s, s.r[d.a(*s.pc)], s.r[d.b(*s.pc)]); }
COIL_HANDLER GetSlice(Vm& vm, Next s, D d) { return slow::get_slice(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)], d.c(*s.pc)); }
COIL_HANDLER BuildSlice(Vm& vm, Next s, D d) { return slow::build_slice(vm, s, d.a(*s.pc), d.b(*s.pc)); }

COIL_HANDLER BuildTuple(Vm& vm, Next s, D d) { return slow::build_tuple(vm, s, d.a(*s.pc), d.b(*s.pc), d.c(*s.pc)); }
COIL_HANDLER BuildList(Vm& vm, Next s, D d) { return slow::build_list(vm, s, d.a(*s.pc), d.b(*s.pc), d.c(*s.pc)); }
COIL_HANDLER BuildSet(Vm& vm, Next s, D d) { return slow::build_set(vm, s, d.a(*s.pc), d.b(*s.pc), d.c(*s.pc)); }
COIL_HANDLER BuildDict(Vm& vm, Next s, D d) { return slow::build_dict(vm, s, d.a(*s.pc), d.b(*s.pc), d.c(*s.pc)); }
COIL_HANDLER BuildString(Vm& vm, Next s, D d) { return slow::build_string(vm, s, d.a(*s.pc), d.b(*s.pc), d.c(*s.pc)); }

COIL_HANDLER ListAppend(Vm& vm, Next s, D d)
{
    List* list = as<List>(s.r[d.a(*s.pc)]);
    ValueArray* array = list->array;
    if (array && list->size < array->capacity) [[likely]] {
        vm.heap.write_barrier(array);
        array->data[list->size++] = s.r[d.b(*s.pc)];
        return after(s);
    }
    return slow::list_append(vm, s, s.r[d.a(*s.pc)], s.r[d.b(*s.pc)]);
}

COIL_HANDLER ListExtend(Vm& vm, Next s, D d) { return slow::list_extend(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)]); }
COIL_HANDLER SpreadItems(Vm& vm, Next s, D d) { return slow::spread_items(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)]); }
COIL_HANDLER ListToTuple(Vm& vm, Next s, D d) { return slow::list_to_tuple(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)]); }
COIL_HANDLER SetAdd(Vm& vm, Next s, D d) { return slow::set_add(vm, s, s.r[d.a(*s.pc)], s.r[d.b(*s.pc)]); }
COIL_HANDLER SetUpdate(Vm& vm, Next s, D d) { return slow::set_update(vm, s, s.r[d.a(*s.pc)], s.r[d.b(*s.pc)]); }
COIL_HANDLER DictSet(Vm& vm, Next s, D d)
{
    return slow::dict_set(vm, s, s.r[d.a(*s.pc)], s.r[d.b(*s.pc)], s.r[d.c(*s.pc)]);
}
COIL_HANDLER DictUpdate(Vm& vm, Next s, D d) { return slow::dict_update(vm, s, s.r[d.a(*s.pc)], s.r[d.b(*s.pc)]); }
COIL_HANDLER SpreadNames(Vm& vm, Next s, D d)
{
    return slow::spread_names(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)], s.r[d.c(*s.pc)]);
}
COIL_HANDLER DictMerge(Vm& vm, Next s, D d)
{
    return slow::dict_merge(vm, s, s.r[d.a(*s.pc)], s.r[d.b(*s.pc)], s.r[d.c(*s.pc)]);
}
COIL_HANDLER Format(Vm& vm, Next s, D d)
{
    return slow::format(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)], d.c(*s.pc), Value());
}
COIL_HANDLER FormatSpec(Vm& vm, Next s, D d)
{
    Value* base = s.r + d.b(*s.pc);
    return slow::format(vm, s, d.a(*s.pc), base[0], d.c(*s.pc), base[1]);
}

} // namespace coil::internal::handler
