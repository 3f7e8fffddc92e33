// The subcommands, a file each.
#pragma once

#include "interpreter/cli/arguments.hpp"
#include "interpreter/cli/io.hpp"

namespace cepol::cli {

int run_eval(const Arguments& arguments, const Io& io);
int run_explain(const Arguments& arguments, const Io& io);
int run_check(const Arguments& arguments, const Io& io);
int run_test(const Arguments& arguments, const Io& io);
int run_show(const Arguments& arguments, const Io& io);
int run_new(const Arguments& arguments, const Io& io);
int run_diff(const Arguments& arguments, const Io& io);
int run_examples(const Arguments& arguments, const Io& io);
int run_doc(const Arguments& arguments, const Io& io);
int run_fmt(const Arguments& arguments, const Io& io);

// What main() does. `typed`: the words of the command line, without the program's name.
int run(const std::vector<std::string>& typed, Io io);

}  // namespace cepol::cli
