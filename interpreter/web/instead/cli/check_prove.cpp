// A page has no solver: interpreter/symbolic is not linked.
#include "interpreter/cli/check_prove.hpp"

namespace cepol::cli {

std::string cannot_prove(const Io& io) {
  return std::string(io.say("cepol：网页里没有求解器，不能用 --prove；请用装在机器上的 cepol\n",
                            "cepol: a page has no solver and cannot --prove; use cepol on a machine\n"));
}

std::string proof_text(const Policy&, const Io&, std::size_t&) { return {}; }

}  // namespace cepol::cli
