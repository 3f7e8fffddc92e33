// How text results are shown.
#include "interpreter/engine/results.hpp"

namespace cepol::engine {

std::string_view written_text(const core::Program& program, const data::Dataset& data, std::string_view folded) {
  const std::string* of_data = data.forms.find(folded);
  return of_data == nullptr ? program.forms.of(folded) : std::string_view(*of_data);
}

}  // namespace cepol::engine
