#include "interpreter/cli/outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "interpreter/files/read.hpp"

namespace cepol::cli {

namespace fs = std::filesystem;

namespace {

bool same_place(const fs::path& a, const fs::path& b) {
  std::error_code error;
  return fs::equivalent(a, b, error) && !error && (fs::is_regular_file(a, error) || fs::is_directory(a, error));
}

// Of a folder that is given as data, every file of tables is read.
bool read_as_data(const fs::path& file, const fs::path& data) {
  std::error_code error;
  if (!fs::is_directory(data, error) || !fs::is_regular_file(file, error)) return false;
  return files::is_table_file(file.string()) &&
         same_place(file.has_parent_path() ? file.parent_path() : fs::path("."), data);
}

}  // namespace

bool replaces_input(const std::vector<const Policy*>& policies, const Arguments& arguments, const Io& io,
                    const std::vector<std::string>& also) {
  if (arguments.output.empty()) return false;
  std::vector<fs::path> read(arguments.data.begin(), arguments.data.end());
  for (const Policy* policy : policies) {
    for (const Source& source : policy->sources.nodes) read.emplace_back(source.name);
    for (const core::RecordTable& table : policy->program().tables.nodes)
      if (!table.beside.empty()) read.emplace_back(table.beside);
  }
  const auto taken = [&](const std::string& to) {
    return std::any_of(read.begin(), read.end(), [&](const fs::path& from) { return same_place(to, from); }) ||
           std::any_of(arguments.data.begin(), arguments.data.end(),
                       [&](const std::string& from) { return read_as_data(to, from); });
  };
  if (!taken(arguments.output) && std::none_of(also.begin(), also.end(), taken)) return false;
  io.message(io.say("cepol：结果写到“{}”会盖掉读入的文件，请换一个地方\n",
                    "cepol: results written to “{}” would replace what is read; choose another place\n",
                    arguments.output));
  return true;
}

report::Output output_of(const Arguments& arguments, const Io& io) {
  return arguments.output.empty() ? report::Output::to_stream(io.out) : report::Output::to_file(arguments.output);
}

}  // namespace cepol::cli
