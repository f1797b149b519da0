#pragma once
// Rooted containers: exact references to cells from native code that outlives a call.
#include <utility>
#include <vector>

#include "gc/tracer.h"

namespace coil::internal::gc
{

/// A link in the heap's list of rooted containers. Leaves the list when it or the heap is destroyed.
class RootNode
{
public:
    class List
    {
    public:
        List() { anchor_.previous_ = anchor_.next_ = &anchor_; }
        ~List();
        List(const List&) = delete;
        List& operator=(const List&) = delete;
        void trace(Tracer& tracer);

    private:
        friend class RootNode;
        struct Link {
            Link* previous_ = nullptr;
            Link* next_ = nullptr;
        };
        Link anchor_;
    };

protected:
    RootNode() = default;
    explicit RootNode(Heap& heap) { link(list_of(heap)); }
    explicit RootNode(List& list) { link(list); }
    RootNode(const RootNode& other) { link_like(other); }
    RootNode& operator=(const RootNode& other)
    {
        if (this != &other) {
            unlink();
            link_like(other);
        }
        return *this;
    }
    ~RootNode() { unlink(); }

private:
    friend class List;
    struct Node : List::Link {
        RootNode* owner = nullptr;
    };
    virtual void trace_roots(Tracer& tracer) = 0;
    virtual void forget() = 0;

    static List& list_of(Heap& heap);
    void link(List& list)
    {
        node_.owner = this;
        node_.previous_ = &list.anchor_;
        node_.next_ = list.anchor_.next_;
        node_.next_->previous_ = &node_;
        list.anchor_.next_ = &node_;
    }
    void link_like(const RootNode& other)
    {
        if (!other.node_.next_)
            return;
        node_.owner = this;
        List::Link* after = const_cast<Node*>(&other.node_);
        node_.previous_ = after;
        node_.next_ = after->next_;
        after->next_->previous_ = &node_;
        after->next_ = &node_;
    }
    void unlink()
    {
        if (!node_.next_)
            return;
        node_.previous_->next_ = node_.next_;
        node_.next_->previous_ = node_.previous_;
        node_.previous_ = node_.next_ = nullptr;
    }

    Node node_;
};

/// One rooted reference: to a Value (Root<Value>) or to a cell of type T (Root<T>, which may be null).
template <class T> class Root final : public RootNode
{
public:
    /// Belongs to no heap and is empty; assign another Root to it.
    Root() = default;
    explicit Root(Heap& heap, T* cell = nullptr)
        : RootNode(heap)
        , cell_(cell)
    {
    }
    T* get() const { return cell_; }
    void set(T* cell) { cell_ = cell; }
    Root& operator=(T* cell)
    {
        cell_ = cell;
        return *this;
    }
    operator T*() const { return cell_; }
    T* operator->() const { return cell_; }

private:
    void trace_roots(Tracer& tracer) override { tracer.visit(cell_); }
    void forget() override { cell_ = nullptr; }
    T* cell_ = nullptr;
};

template <> class Root<Value> final : public RootNode
{
public:
    /// Belongs to no heap and is empty; assign another Root to it.
    Root() = default;
    explicit Root(Heap& heap, Value value = Value())
        : RootNode(heap)
        , value_(value)
    {
    }
    Value get() const { return value_; }
    void set(Value value) { value_ = value; }
    Root& operator=(Value value)
    {
        value_ = value;
        return *this;
    }
    operator Value() const { return value_; }

private:
    void trace_roots(Tracer& tracer) override { tracer.visit(value_); }
    void forget() override { value_ = Value(); }
    Value value_;
};

/// A growable array whose items are rooted: Value or pointers to cells.
template <class T> class RootArray final : public RootNode
{
public:
    explicit RootArray(Heap& heap)
        : RootNode(heap)
    {
    }
    explicit RootArray(List& list)
        : RootNode(list)
    {
    }
    RootArray(const RootArray&) = default;
    RootArray& operator=(const RootArray&) = default;
    /// Leaves `other` empty and usable.
    RootArray(RootArray&& other)
        : RootNode(other)
        , items_(std::exchange(other.items_, {}))
    {
    }
    RootArray& operator=(RootArray&& other)
    {
        RootNode::operator=(other);
        if (this != &other)
            items_ = std::exchange(other.items_, {});
        return *this;
    }

    bool empty() const { return items_.empty(); }
    size_t size() const { return items_.size(); }
    void push_back(T item) { items_.push_back(item); }
    void pop_back() { items_.pop_back(); }
    void clear() { items_.clear(); }
    void resize(size_t size) { items_.resize(size); }
    void reserve(size_t size) { items_.reserve(size); }
    T& operator[](size_t index) { return items_[index]; }
    const T& operator[](size_t index) const { return items_[index]; }
    T& back() { return items_.back(); }
    T& front() { return items_.front(); }
    T* data() { return items_.data(); }
    const T* data() const { return items_.data(); }
    auto begin() { return items_.begin(); }
    auto end() { return items_.end(); }
    auto begin() const { return items_.begin(); }
    auto end() const { return items_.end(); }
    void erase_at(size_t index) { items_.erase(items_.begin() + ptrdiff_t(index)); }

private:
    void trace_roots(Tracer& tracer) override
    {
        for (T item : items_)
            tracer.visit(item);
    }
    void forget() override { items_.clear(); }
    std::vector<T> items_;
};

using RootVector = RootArray<Value>;
using RootCells = RootArray<Cell*>;

} // namespace coil::internal::gc
