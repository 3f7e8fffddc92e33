// A page has no signals, and its files go with it.
#include "interpreter/cli/removal.hpp"

namespace cepol::cli {

RemovedOnSignal::RemovedOnSignal(What, const std::string&) {}
RemovedOnSignal::RemovedOnSignal(RemovedOnSignal&&) noexcept {}
RemovedOnSignal& RemovedOnSignal::operator=(RemovedOnSignal&&) noexcept { return *this; }
RemovedOnSignal::~RemovedOnSignal() = default;
HeldSignals::HeldSignals() = default;
HeldSignals::~HeldSignals() = default;
void remove_on_signals() {}

}  // namespace cepol::cli
