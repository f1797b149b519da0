#pragma once
// A stable, adaptive sort whose comparisons may fail: natural runs, merged in the order of powersort (Munro and Wild,
// "Nearly-Optimal Mergesorts", 2018), short ones made longer by binary insertion.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "base/result.h"

namespace coil::internal
{

/// Sorts by `less`, which gives a bool or a Result<bool>, and asks `go_on` now and then, with how many items were moved
/// since. After the first failure nothing is compared any more and the items are left in some order. T is trivially
/// copyable.
template <class T, class Less, class GoOn> class MergeSort
{
public:
    /// `scratch` has room for count / 2 + 1 items.
    MergeSort(T* items, size_t count, T* scratch, Less less, GoOn go_on)
        : items_(items)
        , count_(count)
        , scratch_(scratch)
        , less_(less)
        , go_on_(go_on)
    {
    }

    /// False when a comparison failed, or `go_on` said no.
    bool run()
    {
        size_t shortest = shortest_run();
        for (size_t start = 0; start < count_ && !failed_;) {
            size_t length = count_run(start);
            if (length < shortest) {
                size_t wanted = std::min(shortest, count_ - start);
                insert(start, length, wanted);
                length = wanted;
            }
            push_run({ start, length });
            start += length;
            moved(length);
        }
        while (depth_ > 1 && !failed_)
            merge_top();
        return !failed_;
    }

private:
    struct Run {
        size_t start, length;
        int power = 0; ///< of the boundary to the run before
    };
    static constexpr int max_depth = 66;
    static constexpr size_t items_at_once = 1 << 14;

    void moved(size_t items)
    {
        moved_ += items;
        if (moved_ >= items_at_once && !failed_)
            failed_ = !go_on_(std::exchange(moved_, 0));
    }

    bool less(const T& left, const T& right)
    {
        if constexpr (std::is_same_v<std::invoke_result_t<Less, const T&, const T&>, bool>) {
            return less_(left, right);
        } else {
            if (failed_)
                return false;
            auto result = less_(left, right);
            failed_ = result.failed();
            return !failed_ && result.value();
        }
    }

    /// Between 32 and 64, so that the number of runs is about a power of two.
    size_t shortest_run() const
    {
        size_t length = count_, odd = 0;
        while (length >= 64) {
            odd |= length & 1;
            length >>= 1;
        }
        return length + odd;
    }

    /// The run that starts there; a strictly descending one is reversed.
    size_t count_run(size_t start)
    {
        T* first = items_ + start;
        size_t most = count_ - start, length = 2;
        if (most < 2)
            return most;
        if (less(first[1], first[0])) {
            while (length < most && less(first[length], first[length - 1]))
                length++;
            std::reverse(first, first + length);
        } else {
            while (length < most && !less(first[length], first[length - 1]))
                length++;
        }
        return length;
    }

    /// Extends the sorted run of `sorted` items to `wanted`.
    void insert(size_t start, size_t sorted, size_t wanted)
    {
        T* first = items_ + start;
        for (; sorted < wanted; sorted++) {
            T item = first[sorted];
            T* place = upper_bound(first, sorted, item);
            std::move_backward(place, first + sorted, first + sorted + 1);
            *place = item;
        }
    }

    /// The first of the sorted items that is greater than `item`.
    T* upper_bound(T* first, size_t count, const T& item)
    {
        while (count > 0) {
            size_t half = count / 2;
            if (less(item, first[half])) {
                count = half;
            } else {
                first += half + 1;
                count -= half + 1;
            }
        }
        return first;
    }

    /// The first of the sorted items that is not less than `item`.
    T* lower_bound(T* first, size_t count, const T& item)
    {
        while (count > 0) {
            size_t half = count / 2;
            if (less(first[half], item)) {
                first += half + 1;
                count -= half + 1;
            } else {
                count = half;
            }
        }
        return first;
    }

    /// The depth, in a perfectly balanced tree of merges, of the node between two adjacent runs.
    int power_between(const Run& left, const Run& right) const
    {
        size_t a = 2 * left.start + left.length, b = a + left.length + right.length;
        for (int power = 1;; power++) {
            if (a >= count_) {
                a -= count_;
                b -= count_;
            } else if (b >= count_) {
                return power;
            }
            a <<= 1;
            b <<= 1;
        }
    }

    void push_run(Run run)
    {
        if (depth_ > 0) {
            run.power = power_between(runs_[depth_ - 1], run);
            while (depth_ > 1 && runs_[depth_ - 1].power > run.power)
                merge_top();
        }
        runs_[depth_++] = run;
    }

    void merge_top()
    {
        Run& left = runs_[depth_ - 2];
        Run& right = runs_[depth_ - 1];
        merge(items_ + left.start, items_ + right.start, items_ + right.start + right.length);
        left.length += right.length;
        depth_--;
    }

    void merge(T* left, T* middle, T* end)
    {
        // What is in place already at both ends stays there.
        left = upper_bound(left, size_t(middle - left), *middle);
        if (left == middle)
            return;
        end = lower_bound(middle, size_t(end - middle), middle[-1]);
        if (end == middle)
            return;
        if (middle - left <= end - middle)
            merge_forwards(left, middle, end);
        else
            merge_backwards(left, middle, end);
    }

    void merge_forwards(T* out, T* right, T* end)
    {
        T* left = scratch_;
        T* left_end = std::copy(out, right, scratch_);
        while (left != left_end && right != end && !failed_) {
            // Of so many steps none can come to an end.
            auto steps = size_t(std::min({ left_end - left, end - right, ptrdiff_t(items_at_once) }));
            for (size_t i = 0; i < steps; i++) {
                bool take_right = less(*right, *left);
                *out++ = take_right ? *right : *left;
                right += take_right;
                left += !take_right;
            }
            moved(steps);
        }
        std::copy(left, left_end, out);
    }

    void merge_backwards(T* first, T* middle, T* out)
    {
        T* right = std::copy(middle, out, scratch_);
        T* left = middle;
        while (left != first && right != scratch_ && !failed_) {
            auto steps = size_t(std::min({ left - first, right - scratch_, ptrdiff_t(items_at_once) }));
            for (size_t i = 0; i < steps; i++) {
                bool take_left = less(right[-1], left[-1]);
                *--out = take_left ? left[-1] : right[-1];
                left -= take_left;
                right -= !take_left;
            }
            moved(steps);
        }
        std::copy_backward(scratch_, right, out);
    }

    T* items_;
    size_t count_;
    T* scratch_;
    Less less_;
    GoOn go_on_;
    size_t moved_ = 0;
    bool failed_ = false;
    int depth_ = 0;
    Run runs_[max_depth];
};

} // namespace coil::internal
