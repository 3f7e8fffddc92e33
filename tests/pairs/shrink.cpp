#include "tests/pairs/shrink.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace cepol::pairs {

namespace {

using damage::TextTable;

class Shrinking {
 public:
  Shrinking(Pair pair, const std::function<bool(const Pair&)>& differs, std::size_t most)
      : pair_(std::move(pair)), differs_(differs), left_(most) {}

  Pair run() {
    for (bool any = true; any && left_ > 0;) {
      any = rows();
      any = policy() || any;
      any = columns() || any;
      any = cells() || any;
    }
    return std::move(pair_);
  }

 private:
  bool take(Pair candidate) {
    if (left_ == 0) return false;
    --left_;
    candidate.options.erase(std::remove_if(candidate.options.begin(), candidate.options.end(),
                                           [](const std::string& one) { return !one.starts_with("--reading"); }),
                            candidate.options.end());
    for (std::string& one : empty_tables(candidate.data)) candidate.options.push_back(std::move(one));
    if (!differs_(candidate)) return false;
    pair_ = std::move(candidate);
    return true;
  }

  // Half of a table's rows, a quarter …, single ones.
  bool rows() {
    bool any = false;
    for (std::size_t t = 0; t < pair_.data.tables.size(); ++t)
      for (std::size_t many = std::max<std::size_t>(pair_.data.tables[t].rows.size() / 2, 1); many > 0; many /= 2)
        for (std::size_t at = 0; at < pair_.data.tables[t].rows.size();) {
          Pair fewer = pair_;
          auto& all = fewer.data.tables[t].rows;
          const auto first = all.begin() + static_cast<std::ptrdiff_t>(at);
          all.erase(first, first + static_cast<std::ptrdiff_t>(std::min(many, all.size() - at)));
          if (take(std::move(fewer)))
            any = true;
          else
            at += many;
        }
    return any;
  }

  bool policy() {
    bool any = false;
    for (bool again = true; again && left_ > 0;) {
      again = false;
      for (Phrase& one : smaller(pair_.policy)) {
        if (text_of(one).size() >= text_of(pair_.policy).size()) continue;
        Pair less = pair_;
        less.policy = std::move(one);
        if (!take(std::move(less))) continue;
        any = again = true;
        break;
      }
    }
    return any;
  }

  // A column of the data, and of the policy.
  bool columns() {
    bool any = false;
    for (std::size_t t = 0; t < pair_.data.tables.size(); ++t)
      for (std::size_t c = 0; c < pair_.data.tables[t].headings.size();) {
        Pair less = pair_;
        TextTable& table = less.data.tables[t];
        const auto erase = [&](damage::Row& row) {
          if (c < row.size()) row.erase(row.begin() + static_cast<std::ptrdiff_t>(c));
        };
        erase(table.headings);
        for (damage::Row& row : table.rows) erase(row);
        Pair both = less;
        leave_out(both.policy, table.name, pair_.data.tables[t].headings[c].text);
        if (take(std::move(both)) || take(std::move(less)))
          any = true;
        else
          ++c;
      }
    return any;
  }
  static void leave_out(Phrase& policy, const std::string& table, const std::string& column) {
    for (Phrase& record : policy.parts)
      if (text_of(record).starts_with("record " + table + " "))
        std::erase_if(record.parts, [&](const Phrase& one) { return text_of(one).starts_with("  " + column + ":"); });
  }

  // A plain value in place of a text that is longer, or of a blank.
  bool cells() {
    bool any = false;
    for (std::size_t t = 0; t < pair_.data.tables.size(); ++t)
      for (std::size_t r = 0; r < pair_.data.tables[t].rows.size(); ++r)
        for (std::size_t c = 0; c < pair_.data.tables[t].rows[r].size(); ++c) any = cell(t, r, c) || any;
    return any;
  }
  bool cell(std::size_t t, std::size_t r, std::size_t c) {
    static const char* const plain[] = {"1", "k0", "yes", "2016", "2016-01-01"};
    const std::string text = pair_.data.tables[t].rows[r][c].text;
    if (std::find(std::begin(plain), std::end(plain), text) != std::end(plain)) return false;
    for (const char* other : plain) {
      Pair less = pair_;
      less.data.tables[t].rows[r][c] = {other};
      if (take(std::move(less))) return true;
    }
    return false;
  }

  Pair pair_;
  const std::function<bool(const Pair&)>& differs_;
  std::size_t left_;
};

}  // namespace

Pair shrunk(Pair pair, const std::function<bool(const Pair&)>& differs, std::size_t most) {
  return Shrinking(std::move(pair), differs, most).run();
}

std::string write_pair(const std::string& folder, const Pair& pair, const Difference& difference) {
  namespace fs = std::filesystem;
  const auto write = [&](const std::string& path, const std::string& text) {
    const fs::path file = fs::path(folder) / fs::path(path).relative_path();
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  };
  write("policy.cepol", text_of(pair.policy));
  for (const TextTable& table : pair.data.tables)
    if (table.form != damage::FileForm::missing) write(table.file, damage::file_text(table));
  for (const auto& [path, text] : pair.data.others) write(path, text);
  std::string commands, data;
  for (const std::string& path : pair.data.paths) data += " " + folder + path;
  for (const std::string& one : {difference.command, difference.other})
    if (!one.empty())
      commands += "build/release/cepol eval " + folder + "/policy.cepol" + data + " --lang en " + one + "\n";
  write("README", commands + "\n" + difference.shown + "\n");
  return commands;
}

}  // namespace cepol::pairs
