// What the compiler's libraries expect of a system. An exception ends the instance: its host makes another.
#include <cstdint>
#include <cstdlib>

extern "C" {
[[noreturn]] void __cxa_throw(void*, void*, void (*)(void*)) { std::abort(); }
void* __cxa_allocate_exception(std::size_t) { std::abort(); }
std::uintptr_t __stack_chk_guard = 0x5bd1e995;
[[noreturn]] void __stack_chk_fail() { std::abort(); }
int __cxa_thread_atexit(void (*)(void*), void*, void*) { return 0; }  // the one thread does not end
}
