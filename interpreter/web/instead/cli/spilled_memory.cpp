// A page has memory alone: what does not fit into it ends the work.
#include "interpreter/cli/spilled_memory.hpp"

#include <new>
#include <utility>

namespace cepol::cli {

SpilledMemory::SpilledMemory(std::size_t limit, std::string folder) : limit_(limit), folder_(std::move(folder)) {}
SpilledMemory::~SpilledMemory() = default;

void* SpilledMemory::do_allocate(std::size_t bytes, std::size_t alignment) {
  return ::operator new(bytes, std::align_val_t(alignment));
}
void SpilledMemory::do_deallocate(void* memory, std::size_t, std::size_t alignment) {
  ::operator delete(memory, std::align_val_t(alignment));
}

std::optional<std::size_t> bytes_of(std::string_view) { return std::nullopt; }
std::size_t usual_limit() { return SIZE_MAX; }
std::string spill_folder() { return {}; }

}  // namespace cepol::cli
