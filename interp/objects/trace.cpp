#include "objects/trace.h"

#include <type_traits>

#include "objects/bytes.h"
#include "objects/class_members.h"
#include "objects/coroutine.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/iterators.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"

namespace coil::internal
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
void visit(Tracer& tracer, Value value) { tracer.visit(value); }

template <class T, class Field> T* owner_of(Field T::*);

/// Reports the fields that the list names, all of one layout: visit_fields<&Super::cls, &Super::object>.
template <auto first, auto... others> void visit_fields(Cell* cell, Tracer& tracer)
{
    using T = std::remove_pointer_t<decltype(owner_of(first))>;
    auto* object = static_cast<T*>(cell);
    visit(tracer, object->*first);
    (visit(tracer, object->*others), ...);
}

/// As visit_fields, of objects whose class may be a script's.
template <auto... fields> void visit_all(Cell* cell, Tracer& tracer)
{
    visit_fields<fields...>(cell, tracer);
    trace_attributes(cell, tracer);
}

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
    if (!(table->aux & HoldsCells))
        return;
    for (size_t i = 0; i <= table->mask; i++)
        tracer.visit(table->entries[i].key);
}

void trace_Str(Cell* cell, Tracer& tracer)
{
    auto* str = static_cast<Str*>(cell);
    if (LongStr* own = as_long(str))
        tracer.visit(own->aside);
    if (str->shape != Vm::of(tracer.heap()).exact.str)
        trace_attributes(cell, tracer);
}

void trace_Tuple(Cell* cell, Tracer& tracer)
{
    auto* tuple = static_cast<Tuple*>(cell);
    tracer.visit_range(tuple->items, tuple->size);
    if (tuple->shape != Vm::of(tracer.heap()).exact.tuple)
        trace_attributes(cell, tracer);
}

void trace_List(Cell* cell, Tracer& tracer)
{
    visit(tracer, static_cast<List*>(cell)->array);
    if (cell->shape != Vm::of(tracer.heap()).exact.list)
        trace_attributes(cell, tracer);
}

void trace_Dict(Cell* cell, Tracer& tracer)
{
    visit(tracer, static_cast<Dict*>(cell)->table);
    if (cell->shape != Vm::of(tracer.heap()).exact.dict)
        trace_attributes(cell, tracer);
}

void trace_Class(Cell* cell, Tracer& tracer)
{
    visit_fields<&Class::name, &Class::qualified_name, &Class::base, &Class::bases, &Class::mro, &Class::dict,
        &Class::waiting, &Class::root, &Class::dictionary_shape, &Class::other_roots, &Class::specials,
        &Class::subclasses>(cell, tracer);
    if (Shape* shape = shape_of(Vm::of(tracer.heap()), cell))
        tracer.visit(static_cast<Cell*>(shape));
}

void trace_Code(Cell* cell, Tracer& tracer)
{
    visit_fields<&Code::words, &Code::globals, &Code::builtins, &Code::names, &Code::locals, &Code::tables, &Code::name,
        &Code::qualified_name, &Code::filename>(cell, tracer);
    auto* code = static_cast<Code*>(cell);
    tracer.visit_range(code->constants, code->constant_count);
}

void trace_Function(Cell* cell, Tracer& tracer)
{
    visit_fields<&Function::code, &Function::defaults, &Function::keyword_defaults, &Function::extra>(cell, tracer);
    auto* function = static_cast<Function*>(cell);
    for (size_t i = 0; i < function->code->free_count; i++)
        visit(tracer, function->closure[i]);
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

void trace_NativeIterator(Cell* cell, Tracer& tracer)
{
    auto* iterator = static_cast<NativeIterator*>(cell);
    if (iterator->type)
        iterator->type->trace(cell, tracer);
    trace_attributes(cell, tracer);
}

void destroy_NativeResource(Cell* cell)
{
    auto* object = static_cast<NativeObject*>(cell);
    if (object->type && object->type->destroy)
        object->type->destroy(cell);
}

static_assert(sizeof(FunctionExtra) == sizeof(Cell) + 8 * sizeof(Value), "see the list of its fields");
static_assert(sizeof(Property) == sizeof(Cell) + 5 * sizeof(Value), "see the list of its fields");

void trace_Traceback(Cell* cell, gc::Tracer& tracer)
{
    auto* traceback = static_cast<Traceback*>(cell);
    tracer.visit(traceback->next);
    tracer.visit(static_cast<Cell*>(traceback->code));
    tracer.visit(traceback->frame);
    tracer.visit(traceback->function);
    tracer.visit_conservative(traceback->variables, traceback->variables + traceback->variable_count);
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
        set(Kind::Shape, visit_fields<&Shape::cls, &Shape::parent, &Shape::name, &Shape::transitions, &Shape::slots>);
        set(Kind::FunctionExtra,
            visit_fields<&FunctionExtra::name, &FunctionExtra::qualified_name, &FunctionExtra::module,
                &FunctionExtra::doc, &FunctionExtra::annotations, &FunctionExtra::annotate, &FunctionExtra::type_params,
                &FunctionExtra::dict>);
        set(Kind::WaitingMembers, visit_fields<&WaitingMembers::next>);
        set(Kind::Float, trace_attributes);
        set(Kind::BigInt, trace_attributes);
        set(Kind::Complex, trace_attributes);
        set(Kind::Str, trace_Str);
        set(Kind::StrIndex, visit_fields<&StrIndex::owner>);
        set(Kind::Bytes, visit_all<&Bytes::owner>);
        set(Kind::ByteArray, visit_all<&ByteArray::storage>);
        set(Kind::Tuple, trace_Tuple);
        set(Kind::List, trace_List);
        set(Kind::Dict, trace_Dict);
        set(Kind::Set, visit_all<&SetBase::table>);
        set(Kind::FrozenSet, visit_all<&SetBase::table>);
        set(Kind::Range, visit_fields<&Range::start, &Range::stop, &Range::step, &Range::length>);
        set(Kind::Slice, visit_fields<&Slice::start, &Slice::stop, &Slice::step>);
        set(Kind::SequenceIterator, visit_fields<&SequenceIterator::source, &SequenceIterator::sentinel>);
        set(Kind::DictIterator, visit_fields<&DictIterator::dict>);
        set(Kind::SetIterator, visit_fields<&SetIterator::set>);
        set(Kind::Walker, visit_all<&Walker::function, &Walker::first, &Walker::second, &Walker::iterators>);
        set(Kind::NativeIterator, trace_NativeIterator);
        set(Kind::DictView, visit_fields<&DictView::dict>);
        set(Kind::MappingProxy, visit_fields<&MappingProxy::mapping>);
        set(Kind::Class, trace_Class);
        set(Kind::Instance, trace_attributes);
        set(Kind::Module, visit_all<&Module::dict, &Module::name>);
        set(Kind::Code, trace_Code);
        set(Kind::Function, trace_Function);
        set(Kind::NativeFunction, visit_fields<&NativeFunction::self, &NativeFunction::owner, &NativeFunction::module>);
        set(Kind::BoundMethod, visit_fields<&BoundMethod::function, &BoundMethod::self>);
        set(Kind::Box, visit_fields<&Box::value>);
        set(Kind::Property,
            visit_all<&Property::getter, &Property::setter, &Property::deleter, &Property::doc, &Property::name>);
        set(Kind::StaticMethod, visit_all<&StaticMethod::function, &StaticMethod::dict>);
        set(Kind::ClassMethod, visit_all<&ClassMethod::function, &ClassMethod::dict>);
        set(Kind::SlotDescriptor, visit_fields<&SlotDescriptor::owner, &SlotDescriptor::name>);
        set(Kind::AttributeDescriptor, visit_fields<&AttributeDescriptor::owner>);
        set(Kind::Super, visit_all<&Super::cls, &Super::object, &Super::object_class>);
        // Its target is weak: the heap empties it.
        set(Kind::WeakReference, visit_all<&WeakReference::callback>);
        set(Kind::Exception,
            visit_all<&Exception::args, &Exception::traceback, &Exception::context, &Exception::cause,
                &Exception::value>);
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

std::string describe_cell(gc::Heap& heap, const Cell* cell)
{
    const Shape* shape = shape_of(Vm::of(heap), cell);
    if (kind_of(cell) == Kind::Class)
        return "class " + std::string(class_name(static_cast<const Class*>(cell)));
    if (kind_of(cell) == Kind::Code)
        return "code of " + std::string(static_cast<const Code*>(cell)->qualified_name->view());
    if (!shape || !shape->cls)
        return "storage";
    if (auto* object = static_cast<const NativeObject*>(cell);
        kind_of(cell) == Kind::NativeObject || kind_of(cell) == Kind::NativeResource)
        return std::string("object of ") + std::string(class_name(shape->cls)) + ", native " +
            (object->type ? object->type->name : "type not set");
    return "object of " + std::string(class_name(shape->cls));
}

} // namespace coil::internal
