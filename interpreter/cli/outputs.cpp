#include "interpreter/cli/outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace cepol::cli {

namespace fs = std::filesystem;

namespace {

bool same_place(const fs::path& a, const fs::path& b) {
  std::error_code error;
  return fs::equivalent(a, b, error) && !error && (fs::is_regular_file(a, error) || fs::is_directory(a, error));
}

// Of a folder that is given as data, every file of these kinds is read.
bool read_as_data(const fs::path& file, const fs::path& data) {
  std::error_code error;
  if (!fs::is_directory(data, error) || !fs::is_regular_file(file, error)) return false;
  const std::string kind = file.extension().string();
  const bool table = kind == ".csv" || kind == ".json" || kind == ".ndjson" || kind == ".jsonl";
  return table && same_place(file.has_parent_path() ? file.parent_path() : fs::path("."), data);
}

}  // namespace

bool replaces_input(const std::vector<std::string>& written, const std::vector<const Policy*>& policies,
                    const Arguments& arguments, const Io& io) {
  std::vector<fs::path> read(arguments.data.begin(), arguments.data.end());
  for (const Policy* policy : policies) {
    for (const Source& source : policy->sources.nodes) read.emplace_back(source.name);
    for (const core::RecordTable& table : policy->program().tables.nodes)
      if (!table.beside.empty()) read.emplace_back(table.beside);
  }
  for (const std::string& to : written) {
    const bool taken =
        std::any_of(read.begin(), read.end(), [&](const fs::path& from) { return same_place(to, from); }) ||
        std::any_of(arguments.data.begin(), arguments.data.end(),
                    [&](const std::string& from) { return read_as_data(to, from); });
    if (!taken) continue;
    io.message(fmt::format(
        fmt::runtime(io.say("cepol：结果写到“{}”会盖掉读入的文件，请换一个地方\n",
                            "cepol: results written to “{}” would replace what is read; choose another place\n")),
        arguments.output));
    return true;
  }
  return false;
}

std::optional<report::Output> open_output(const std::vector<const Policy*>& policies, const Arguments& arguments,
                                          const Io& io) {
  if (arguments.output.empty()) return report::Output::to_stream(io.out);
  if (replaces_input({arguments.output}, policies, arguments, io)) return std::nullopt;
  return report::Output::to_file(arguments.output);
}

}  // namespace cepol::cli
