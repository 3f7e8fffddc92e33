#include "interpreter/files/told.hpp"

#include <string_view>

#include "interpreter/data/dataset.hpp"

namespace cepol::files {

namespace {

struct ToldWording {
  std::string_view zh, en;
};
constexpr ToldWording told_wordings[] = {
#define TOLD(name, zh, en) {zh, en},
#include "interpreter/files/told.def"
#undef TOLD
};

}  // namespace

std::string words_of(const Told& told, bool english) {
  const ToldWording& wording = told_wordings[static_cast<std::size_t>(told.what)];
  return data::with_arguments(english ? wording.en : wording.zh, told.arguments, english);
}

}  // namespace cepol::files
