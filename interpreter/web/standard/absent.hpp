// For WebAssembly, included before everything: what the system's headers lack and cepol's name. There is one thread, so
// a lock is always free, and a thread never started; and there are no signals.
#pragma once

#include <__typedef_sigset_t.h>

#include <mutex>
#include <sstream>

namespace std {

class mutex {
 public:
  constexpr mutex() noexcept = default;
  mutex(const mutex&) = delete;
  mutex& operator=(const mutex&) = delete;
  void lock() {}
  void unlock() {}
  bool try_lock() { return true; }
};

template <class... Mutexes>
class scoped_lock {
 public:
  explicit scoped_lock(Mutexes&...) {}
  scoped_lock(const scoped_lock&) = delete;
  scoped_lock& operator=(const scoped_lock&) = delete;
  ~scoped_lock() {}
};

class thread {
 public:
  bool joinable() const { return false; }
  void join() {}
};

class condition_variable {};

// The command line's parser can read a configuration from a file; cepol has none.
template <>
class basic_ifstream<char> : public istringstream {
 public:
  explicit basic_ifstream(const string&) { setstate(ios_base::failbit); }
};

}  // namespace std
