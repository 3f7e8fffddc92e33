// SHA-256 by the page (host.ts).
#include <array>

#include "interpreter/cli/digests.hpp"
#include "interpreter/web/host.hpp"

namespace cepol::cli {

struct Sha256::State {
  std::uint32_t digest = host_digest_begin();
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  host_digest_add(state_->digest, bytes.data(), static_cast<std::uint32_t>(bytes.size()));
}

std::string Sha256::hexadecimal() {
  std::string digits(2 * 32, '0');
  host_digest_end(state_->digest, digits.data());
  return digits;
}

}  // namespace cepol::cli
