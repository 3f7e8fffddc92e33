// cepol diff: two policies, or two readings of one, compared.
#include "interpreter/cli/commands.hpp"

namespace cepol::cli {

int run_diff(const Arguments&, const Io&) { return done; }

}  // namespace cepol::cli
