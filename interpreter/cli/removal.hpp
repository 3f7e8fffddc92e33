// Temporary files and new folders that a signal must not leave behind. They are noted here before they are made; a
// handler removes them and lets the signal end the process as it would have without one.
#pragma once

#include <atomic>
#include <csignal>
#include <string>

namespace cepol::cli {

// While it lives, what has the path is removed when a signal ends the process: a file, or a folder if it is empty.
class RemovedOnSignal {
 public:
  enum class What : int { file = 1, folder = 2 };
  RemovedOnSignal(What what, const std::string& path);  // an absolute path
  RemovedOnSignal(RemovedOnSignal&& other) noexcept;
  RemovedOnSignal& operator=(RemovedOnSignal&& other) noexcept;
  RemovedOnSignal(const RemovedOnSignal&) = delete;
  RemovedOnSignal& operator=(const RemovedOnSignal&) = delete;
  ~RemovedOnSignal();

  struct Slot;

 private:
  Slot* slot_ = nullptr;
};

// While it lives, signals wait, so that files that belong together all take their names.
class HeldSignals {
 public:
  HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
  ~HeldSignals();

 private:
  sigset_t before_;
};

// For main(): handles every signal that can be caught and ends a process, unless it is ignored (as by nohup).
void remove_on_signals();

}  // namespace cepol::cli
