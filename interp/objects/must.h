#pragma once
// For what is set up once and can fail only for want of memory, as the C++ library does: by throwing.
#include <new>
#include <utility>

namespace coil::internal
{

/// The value of a Result, or std::bad_alloc.
template <class R> auto must(R&& result)
{
    if (result.failed())
        throw std::bad_alloc();
    return result.release();
}

/// A cell that was allocated, or std::bad_alloc.
template <class T> T* must_cell(T* cell)
{
    if (!cell)
        throw std::bad_alloc();
    return cell;
}

} // namespace coil::internal
