// A calculation in one run, and in parts that are put together: both must give the same bytes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "interpreter/workspace/overlay_files.hpp"
#include "tests/support/tool.hpp"

namespace cepol::test {

// `inputs`: policy, data and options, as after `cepol eval`.
class InParts {
 public:
  InParts(const files::Files& below, cli::Io io, std::vector<std::string> inputs)
      : files_(below), io_(std::move(io)), inputs_(std::move(inputs)) {
    io_.files = &files_;
    for (const std::string format : {"table", "json"}) one_.push_back(run("eval", {"--format", format}));
  }

  bool stopped() const { return one_.front().status == cli::bad_usage; }

  // A summary of so many parts, put together in another order and by steps; empty: it was refused.
  std::string summary(std::size_t parts) {
    std::string all;
    for (std::size_t number = parts; number > 0; --number) {
      const Ran ran = run("summarize", {"--part", std::to_string(number) + "/" + std::to_string(parts)});
      if (ran.status != cli::done) return {};
      put("/parts/one", ran.out);
      if (all.empty()) {
        all = ran.out;
        continue;
      }
      put("/parts/all", all);
      all = run_tool({"combine", "/parts/one", "/parts/all", "--lang", "en"}, io_).out;
    }
    return all;
  }

  // What differs; empty: nothing. `summary`: empty for parts that read all by themselves.
  std::string difference(std::size_t parts, const std::string& summary) {
    std::vector<std::string> combine{"combine"};
    put("/parts/summary", summary);
    for (std::size_t number = 1; number <= parts; ++number) {
      std::vector<std::string> part{"--part", std::to_string(number) + "/" + std::to_string(parts)};
      if (!summary.empty()) part.insert(part.end(), {"--summary", "/parts/summary"});
      const Ran ran = run("eval", part);
      if (stopped() && ran.status == cli::bad_usage) return {};
      if (ran.status != cli::done) return "part " + part[1] + " is refused: " + ran.err;
      combine.push_back("/parts/" + std::to_string(number));
      put(combine.back(), ran.out);
    }
    const char* const formats[] = {"table", "json"};
    for (std::size_t i = 0; i < one_.size(); ++i) {
      std::vector<std::string> words = combine;
      words.insert(words.end(), {"--format", formats[i], "--lang", "en"});
      const Ran together = run_tool(words, io_);
      if (together.status != one_[i].status)
        return "status " + std::to_string(together.status) + ", not " + std::to_string(one_[i].status) + "\n" +
               together.err;
      if (together.out != one_[i].out) return first_difference(one_[i].out, together.out);
      if (!one_[i].err.ends_with(together.err)) return "messages:\n" + one_[i].err + "---\n" + together.err;
    }
    return {};
  }

 private:
  static std::string first_difference(const std::string& one, const std::string& other) {
    std::size_t at = 0;
    while (at < one.size() && at < other.size() && one[at] == other[at]) ++at;
    const std::size_t line = one.rfind('\n', at) == std::string::npos ? 0 : one.rfind('\n', at) + 1;
    return "in one run:\n" + one.substr(line, 600) + "\nin parts:\n" + other.substr(std::min(line, other.size()), 600);
  }
  void put(const std::string& path, const std::string& text) {
    files_.put(path, std::make_shared<const std::string>(text));
  }
  Ran run(const std::string& command, const std::vector<std::string>& more) {
    std::vector<std::string> words{command};
    words.insert(words.end(), inputs_.begin(), inputs_.end());
    words.insert(words.end(), more.begin(), more.end());
    words.insert(words.end(), {"--threads", "1", "--lang", "en"});
    return run_tool(words, io_);
  }

  workspace::OverlayFiles files_;
  cli::Io io_;
  std::vector<std::string> inputs_;
  std::vector<Ran> one_;  // in each format
};

}  // namespace cepol::test
