// What --help prints.
#pragma once

#include "interpreter/cli/io.hpp"

namespace cepol::cli {

struct Help {
  std::string_view usage, summary_zh, summary_en, zh, en, example;
};
extern const Help help_of_eval, help_of_explain, help_of_check, help_of_test, help_of_show, help_of_diff, help_of_fmt,
    help_of_examples, help_of_doc, help_of_new;

std::string text_of(const Help& help, const Io& io);
std::string general_help(const Io& io);

}  // namespace cepol::cli
