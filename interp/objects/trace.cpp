#include "objects/trace.h"

#include "objects/bytes.h"
#include "objects/coroutine.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/iterators.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"

namespace coil
{

namespace
{

using gc::Tracer;

/// The shape (which keeps the class) and the attribute words of an object whose class may be a script's.
void trace_attributes(Cell* cell, Tracer& tracer)
{
    Vm& vm = Vm::of(tracer.heap());
    Shape* shape = shape_of(vm, cell);
    if (!shape)
        return;
    tracer.visit(static_cast<Cell*>(shape));
    if (!shape->cls->has(IsHeapClass) && !shape->cls->has(HasInstanceDict))
        return;
    if (size_t layout = layout_size(cell)) {
        auto** words = reinterpret_cast<Cell**>(reinterpret_cast<char*>(cell) + layout);
        tracer.visit(*words);
        tracer.visit_range(reinterpret_cast<Value*>(words + 1), shape->inline_capacity);
    }
}

template <class T> void visit(Tracer& tracer, T* cell) { tracer.visit(reinterpret_cast<Cell*>(cell)); }

void trace_ValueArray(Cell* cell, Tracer& tracer)
{
    auto* array = static_cast<ValueArray*>(cell);
    tracer.visit_range(array->data, array->capacity);
}

void trace_DictTable(Cell* cell, Tracer& tracer)
{
    auto* table = static_cast<DictTable*>(cell);
    for (uint32_t i = 0; i < table->entry_count; i++) {
        tracer.visit(table->entries()[i].key);
        tracer.visit(table->entries()[i].value);
    }
}

void trace_SetTable(Cell* cell, Tracer& tracer)
{
    auto* table = static_cast<SetTable*>(cell);
    for (size_t i = 0; i <= table->mask; i++)
        tracer.visit(table->entries[i].key);
}

void trace_Shape(Cell* cell, Tracer& tracer)
{
    auto* shape = static_cast<Shape*>(cell);
    visit(tracer, shape->cls);
    visit(tracer, shape->parent);
    visit(tracer, shape->name);
    visit(tracer, shape->transitions);
    visit(tracer, shape->slots);
}

void trace_FunctionExtra(Cell* cell, Tracer& tracer)
{
    auto* extra = static_cast<FunctionExtra*>(cell);
    tracer.visit_range(&extra->name, 7);
    visit(tracer, extra->dict);
}

void trace_Str(Cell* cell, Tracer& tracer)
{
    auto* str = static_cast<Str*>(cell);
    tracer.visit(str->owner);
    tracer.visit(str->index);
    if (str->shape != Vm::of(tracer.heap()).str_shape)
        trace_attributes(cell, tracer);
}

void trace_Bytes(Cell* cell, Tracer& tracer)
{
    tracer.visit(static_cast<Bytes*>(cell)->owner);
    trace_attributes(cell, tracer);
}

void trace_ByteArray(Cell* cell, Tracer& tracer)
{
    visit(tracer, static_cast<ByteArray*>(cell)->storage);
    trace_attributes(cell, tracer);
}

void trace_Tuple(Cell* cell, Tracer& tracer)
{
    auto* tuple = static_cast<Tuple*>(cell);
    tracer.visit_range(tuple->items, tuple->size);
    if (tuple->shape != Vm::of(tracer.heap()).tuple_shape)
        trace_attributes(cell, tracer);
}

void trace_List(Cell* cell, Tracer& tracer)
{
    visit(tracer, static_cast<List*>(cell)->array);
    if (cell->shape != Vm::of(tracer.heap()).list_shape)
        trace_attributes(cell, tracer);
}

void trace_Dict(Cell* cell, Tracer& tracer)
{
    visit(tracer, static_cast<Dict*>(cell)->table);
    if (cell->shape != Vm::of(tracer.heap()).dict_shape)
        trace_attributes(cell, tracer);
}

void trace_Set(Cell* cell, Tracer& tracer)
{
    visit(tracer, static_cast<SetBase*>(cell)->table);
    trace_attributes(cell, tracer);
}

/// Cells that are a run of Values behind the header.
template <class T, size_t count> void trace_values(Cell* cell, Tracer& tracer)
{
    static_assert(sizeof(T) >= sizeof(Cell) + count * sizeof(Value));
    tracer.visit_range(reinterpret_cast<Value*>(cell + 1), count);
}

void trace_SequenceIterator(Cell* cell, Tracer& tracer)
{
    auto* iterator = static_cast<SequenceIterator*>(cell);
    tracer.visit(iterator->source);
    tracer.visit(iterator->sentinel);
}

void trace_Class(Cell* cell, Tracer& tracer)
{
    auto* cls = static_cast<Class*>(cell);
    visit(tracer, cls->name);
    visit(tracer, cls->qualified_name);
    visit(tracer, cls->base);
    visit(tracer, cls->bases);
    visit(tracer, cls->mro);
    visit(tracer, cls->dict);
    visit(tracer, cls->root);
    visit(tracer, cls->dictionary_shape);
    visit(tracer, cls->other_roots);
    tracer.visit(cls->specials);
    tracer.visit(cls->subclasses);
    if (Shape* shape = shape_of(Vm::of(tracer.heap()), cell))
        tracer.visit(static_cast<Cell*>(shape));
}

void trace_Code(Cell* cell, Tracer& tracer)
{
    auto* code = static_cast<Code*>(cell);
    tracer.visit(code->words);
    visit(tracer, code->globals);
    visit(tracer, code->builtins);
    tracer.visit(code->names);
    tracer.visit(code->locals);
    tracer.visit(code->tables);
    visit(tracer, code->name);
    visit(tracer, code->qualified_name);
    visit(tracer, code->filename);
    tracer.visit_range(code->constants, code->constant_count);
}

void trace_Function(Cell* cell, Tracer& tracer)
{
    auto* function = static_cast<Function*>(cell);
    visit(tracer, function->code);
    visit(tracer, function->defaults);
    visit(tracer, function->keyword_defaults);
    visit(tracer, function->extra);
    for (size_t i = 0; i < function->code->free_count; i++)
        visit(tracer, function->closure[i]);
}

void trace_NativeFunction(Cell* cell, Tracer& tracer)
{
    auto* function = static_cast<NativeFunction*>(cell);
    tracer.visit(function->self);
    visit(tracer, function->owner);
    visit(tracer, function->module);
}

void trace_Property(Cell* cell, Tracer& tracer)
{
    tracer.visit_range(&static_cast<Property*>(cell)->getter, 5);
    trace_attributes(cell, tracer);
}

void trace_Wrapper(Cell* cell, Tracer& tracer)
{
    auto* wrapper = static_cast<StaticMethod*>(cell);
    tracer.visit(wrapper->function);
    visit(tracer, wrapper->dict);
    trace_attributes(cell, tracer);
}

void trace_SlotDescriptor(Cell* cell, Tracer& tracer)
{
    auto* slot = static_cast<SlotDescriptor*>(cell);
    visit(tracer, slot->owner);
    visit(tracer, slot->name);
}

void trace_AttributeDescriptor(Cell* cell, Tracer& tracer)
{
    visit(tracer, static_cast<AttributeDescriptor*>(cell)->owner);
}

void trace_Super(Cell* cell, Tracer& tracer)
{
    auto* super = static_cast<Super*>(cell);
    visit(tracer, super->cls);
    tracer.visit(super->object);
    visit(tracer, super->object_class);
    trace_attributes(cell, tracer);
}

/// The target is weak: the heap empties it.
void trace_WeakReference(Cell* cell, Tracer& tracer)
{
    tracer.visit(static_cast<WeakReference*>(cell)->callback);
    trace_attributes(cell, tracer);
}

void trace_Module(Cell* cell, Tracer& tracer)
{
    auto* module = static_cast<Module*>(cell);
    visit(tracer, module->dict);
    visit(tracer, module->name);
    trace_attributes(cell, tracer);
}

void trace_Exception(Cell* cell, Tracer& tracer)
{
    auto* exception = static_cast<Exception*>(cell);
    visit(tracer, exception->args);
    tracer.visit_range(&exception->traceback, 4);
    trace_attributes(cell, tracer);
}

void trace_Traceback(Cell* cell, Tracer& tracer)
{
    auto* traceback = static_cast<Traceback*>(cell);
    tracer.visit(traceback->next);
    visit(tracer, traceback->code);
    tracer.visit(traceback->frame);
    tracer.visit(traceback->first);
}

void trace_Coroutine(Cell* cell, Tracer& tracer)
{
    auto* coroutine = static_cast<Coroutine*>(cell);
    tracer.visit(coroutine->header.function);
    visit(tracer, coroutine->header.code);
    visit(tracer, coroutine->inner);
    tracer.visit(coroutine->delegate);
    tracer.visit(coroutine->handled());
    if (coroutine->state() == CoroutineState::Finished)
        return;
    tracer.visit_range(coroutine->registers, coroutine->header.code->register_count);
    if (coroutine->has(Linked))
        visit(tracer, coroutine_of(coroutine->header.previous_registers));
}

void trace_NativeObject(Cell* cell, Tracer& tracer)
{
    auto* object = static_cast<NativeObject*>(cell);
    if (object->type && object->type->trace)
        object->type->trace(cell, tracer);
    trace_attributes(cell, tracer);
}

void destroy_NativeResource(Cell* cell)
{
    auto* object = static_cast<NativeObject*>(cell);
    if (object->type && object->type->destroy)
        object->type->destroy(cell);
}

struct KindTable {
    gc::KindInfo kinds[size_t(Kind::Count)] = {};
    constexpr KindTable()
    {
#define KIND(kind) kinds[size_t(Kind::kind)].name = #kind;
#include "objects/kinds.def"
#undef KIND
        auto set = [this](Kind kind, void (*trace)(Cell*, Tracer&)) { kinds[size_t(kind)].trace = trace; };
        set(Kind::ValueArray, trace_ValueArray);
        set(Kind::DictTable, trace_DictTable);
        set(Kind::SetTable, trace_SetTable);
        set(Kind::Shape, trace_Shape);
        set(Kind::FunctionExtra, trace_FunctionExtra);
        set(Kind::Float, trace_attributes);
        set(Kind::BigInt, trace_attributes);
        set(Kind::Complex, trace_attributes);
        set(Kind::Str, trace_Str);
        set(Kind::Bytes, trace_Bytes);
        set(Kind::ByteArray, trace_ByteArray);
        set(Kind::Tuple, trace_Tuple);
        set(Kind::List, trace_List);
        set(Kind::Dict, trace_Dict);
        set(Kind::Set, trace_Set);
        set(Kind::FrozenSet, trace_Set);
        set(Kind::Range, trace_values<Range, 4>);
        set(Kind::Slice, trace_values<Slice, 3>);
        set(Kind::SequenceIterator, trace_SequenceIterator);
        set(Kind::DictIterator, trace_values<DictIterator, 1>);
        set(Kind::SetIterator, trace_values<SetIterator, 1>);
        set(Kind::DictView, trace_values<DictView, 1>);
        set(Kind::MappingProxy, trace_values<MappingProxy, 1>);
        set(Kind::Class, trace_Class);
        set(Kind::Instance, trace_attributes);
        set(Kind::Module, trace_Module);
        set(Kind::Code, trace_Code);
        set(Kind::Function, trace_Function);
        set(Kind::NativeFunction, trace_NativeFunction);
        set(Kind::BoundMethod, trace_values<BoundMethod, 2>);
        set(Kind::Box, trace_values<Box, 1>);
        set(Kind::Property, trace_Property);
        set(Kind::StaticMethod, trace_Wrapper);
        set(Kind::ClassMethod, trace_Wrapper);
        set(Kind::SlotDescriptor, trace_SlotDescriptor);
        set(Kind::AttributeDescriptor, trace_AttributeDescriptor);
        set(Kind::Super, trace_Super);
        set(Kind::WeakReference, trace_WeakReference);
        set(Kind::Exception, trace_Exception);
        set(Kind::Traceback, trace_Traceback);
        set(Kind::Coroutine, trace_Coroutine);
        set(Kind::NativeObject, trace_NativeObject);
        set(Kind::NativeResource, trace_NativeObject);
        kinds[size_t(Kind::NativeResource)].destroy = destroy_NativeResource;
    }
};

constexpr KindTable kind_infos;

} // namespace

std::span<const gc::KindInfo> kind_table() { return kind_infos.kinds; }

} // namespace coil
