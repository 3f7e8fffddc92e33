// A list of slots that only grows; the handler reads it without a lock and calls only what is safe in a handler
// (unlink, rmdir, signal, raise). POSIX.
#include "interpreter/cli/removal.hpp"

#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>
#include <utility>

namespace cepol::cli {

struct RemovedOnSignal::Slot {
  static constexpr int is_free = 0, is_taken = -1;  // else: What
  std::atomic<int> state{is_free};
  char path[PATH_MAX] = {};
  std::atomic<Slot*> next{nullptr};
};

namespace {

std::atomic<RemovedOnSignal::Slot*> removed{nullptr};

RemovedOnSignal::Slot* free_slot() {
  using Slot = RemovedOnSignal::Slot;
  for (Slot* slot = removed.load(); slot != nullptr; slot = slot->next.load()) {
    int state = Slot::is_free;
    if (slot->state.compare_exchange_strong(state, Slot::is_taken)) return slot;
  }
  Slot* made = new Slot;  // never freed: the handler may be reading the list
  made->state = Slot::is_taken;
  Slot* first = removed.load();
  do made->next = first;
  while (!removed.compare_exchange_weak(first, made));
  return made;
}

// Folders within folders need a pass each.
void remove_all() {
  for (auto* slot = removed.load(); slot != nullptr; slot = slot->next.load())
    if (slot->state.load() == static_cast<int>(RemovedOnSignal::What::file)) ::unlink(slot->path);
  for (bool any = true; any;) {
    any = false;
    for (auto* slot = removed.load(); slot != nullptr; slot = slot->next.load())
      if (slot->state.load() == static_cast<int>(RemovedOnSignal::What::folder)) any = ::rmdir(slot->path) == 0 || any;
  }
}

extern "C" void end_by_signal(int number) {
  const int before = errno;
  remove_all();
  std::signal(number, SIG_DFL);
  ::raise(number);  // takes effect on return: until then the signal is blocked
  errno = before;
}

}  // namespace

RemovedOnSignal::RemovedOnSignal(What what, const std::string& path) {
  if (path.size() >= PATH_MAX) return;  // cannot be opened either
  slot_ = free_slot();
  std::memcpy(slot_->path, path.c_str(), path.size() + 1);
  slot_->state = static_cast<int>(what);
}
RemovedOnSignal::RemovedOnSignal(RemovedOnSignal&& other) noexcept : slot_(std::exchange(other.slot_, nullptr)) {}
RemovedOnSignal& RemovedOnSignal::operator=(RemovedOnSignal&& other) noexcept {
  std::swap(slot_, other.slot_);
  return *this;
}
RemovedOnSignal::~RemovedOnSignal() {
  if (slot_ != nullptr) slot_->state = Slot::is_free;
}

HeldSignals::HeldSignals() {
  sigset_t all;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_BLOCK, &all, &before_);
}
HeldSignals::~HeldSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

void remove_on_signals() {
  struct sigaction action {};
  action.sa_handler = end_by_signal;
  sigfillset(&action.sa_mask);  // one handler at a time
  for (int number = 1; number <= SIGRTMAX; ++number) {
    // These do not end a process.
    if (number == SIGCHLD || number == SIGCONT || number == SIGTSTP || number == SIGTTIN || number == SIGTTOU ||
        number == SIGURG || number == SIGWINCH)
      continue;
    struct sigaction before {};
    const bool known = ::sigaction(number, nullptr, &before) == 0;
    if (known && (before.sa_flags & SA_SIGINFO) == 0 && before.sa_handler == SIG_DFL)
      ::sigaction(number, &action, nullptr);  // fails for SIGKILL and SIGSTOP
  }
}

}  // namespace cepol::cli
