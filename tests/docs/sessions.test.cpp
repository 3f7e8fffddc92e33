// What the documents show is what the tool prints. Each document is a test; in it
// - a fenced block that begins with `cepol …` (or `$ cepol …`) is run. The rest of the block, and the blocks up to the
//   next command or chapter, are compared line by line with standard output and messages, or, in the guides, with a
//   file that was written or given. Empty lines do not count; a line of only … stands for any lines;
// - `<!-- instead: A → B -->` before a block runs the last command with A changed into B in the policy;
// - `<!-- from FILE -->` before a block: its paragraphs are in that file, in this order;
// - `<!-- not shown by this -->` passes over one block.
// The guides are run in a folder of their own. In the authors' guides the reader begins the policy in the first chapter
// and has the finished one in all chapters after it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <optional>

#include "tests/support/folders.hpp"
#include "tests/support/line_diff.hpp"
#include "tests/support/tool.hpp"

using namespace cepol;
using test::Lines;
using test::lines_of;
namespace fs = std::filesystem;

namespace {

std::string without_mark(std::string text) { return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text; }

bool elided(const std::string& line) { return line.find_first_not_of(' ') == line.find("…") && line.ends_with("…"); }

Lines without_empty(Lines lines) {
  std::erase(lines, "");
  return lines;
}

// Whether the lines of `shown` follow each other in `text`; at a line of only … others may come between.
bool holds(const Lines& text, const Lines& shown) {
  auto from = text.begin();
  for (auto at = shown.begin(); at != shown.end();) {
    const auto end = std::find_if(at, shown.end(), elided);
    from = std::search(from, text.end(), at, end);
    if (from == text.end() && at != end) return false;
    from += end - at;
    at = end == shown.end() ? end : end + 1;
  }
  return true;
}

struct Difference {
  std::size_t common;  // lines that both have
  std::string text;
};

// How `shown` (-) differs from `text` (+). Lines of `text` that … stands for, and those before and after what is shown,
// are left out, but for as many as there are missing lines (-) before them.
Difference difference(const Lines& text, const Lines& shown) {
  Lines document;
  std::vector<bool> open{true};  // open[i]: others may come before line i of `document`
  for (const std::string& line : shown) {
    if (elided(line)) {
      open.back() = true;
    } else {
      document.push_back(line);
      open.push_back(false);
    }
  }
  open.back() = true;
  std::vector<test::DiffLine> script = test::edit_script(document, text);
  std::size_t missing = 0;
  std::erase_if(script, [&](const test::DiffLine& line) {
    if (line.mark != '+') missing = line.mark == '-' ? missing + 1 : 0;
    if (line.mark != '+' || !open[line.expected - 1]) return false;
    if (missing == 0) return true;
    --missing;
    return false;
  });
  const auto common = std::count_if(script.begin(), script.end(), [](const auto& line) { return line.mark == ' '; });
  return {static_cast<std::size_t>(common), test::hunks(script)};
}

Lines joined(Lines first, const Lines& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

// A document being read: the tool as it runs there, and what it printed last.
struct Session {
  cli::Io io;
  std::string policy;    // a file that `instead` changes
  std::string finished;  // what the reader makes of it; empty: it is so from the beginning
  std::string command;
  Lines out, err;
  std::size_t run = 0, compared = 0;

  void run_command(const std::string& line) {
    command = line;
    const Lines words = test::words_of(line);
    const test::Ran ran = test::run_tool({words.begin() + 1, words.end()}, io);
    out = without_empty(lines_of(ran.out));
    err = without_empty(lines_of(ran.err));
    ++run;
  }

  void next_chapter() {
    command.clear();
    if (!finished.empty() && fs::exists(policy)) test::write(policy, finished);
  }

  void run_with_change(const std::string& from, const std::string& to) {
    const std::string kept = test::text_of(policy);
    const std::size_t at = kept.find(from);
    INFO("not in the policy: " << from);
    REQUIRE(at != std::string::npos);
    test::write(policy, std::string(kept).replace(at, from.size(), to));
    run_command(command);
    test::write(policy, kept);
  }

  // Where the last command's lines may be: what it printed, in either order, and in a folder of the document's own the
  // files there.
  std::vector<Lines> candidates() const {
    std::vector<Lines> texts{joined(out, err), joined(err, out)};
    if (!policy.empty())
      for (const auto& entry : fs::recursive_directory_iterator(fs::current_path()))
        if (entry.is_regular_file())
          texts.push_back(without_empty(lines_of(without_mark(test::text_of(entry.path())))));
    return texts;
  }

  void compare(const Lines& block) {
    ++compared;
    const Lines shown = without_empty(block);
    const std::vector<Lines> texts = candidates();
    if (std::any_of(texts.begin(), texts.end(), [&](const Lines& text) { return holds(text, shown); })) return;
    Difference nearest = difference(texts.front(), shown);
    for (const Lines& text : texts)
      if (Difference one = difference(text, shown); one.common > nearest.common) nearest = std::move(one);
    std::cout << command << "\nthe document (-) is not what is printed (+)\n"
              << nearest.text;  // Catch would wrap lines
    FAIL_CHECK("the document differs, see above");
  }
};

// The paragraphs of a block are in the file, one after the other.
void compare_excerpt(const std::string& file, const Lines& block) {
  const std::string text = test::text_of(file);
  std::size_t from = 0;
  std::string paragraph;
  Lines lines = block;
  lines.push_back("");
  for (const std::string& line : lines) {
    if (!line.empty()) {
      paragraph += line + "\n";
      continue;
    }
    const std::size_t at = text.find(paragraph, from);
    if (at == std::string::npos) FAIL_CHECK("not in " << file << ", or not in this order:\n" << paragraph);
    if (at != std::string::npos) from = at + paragraph.size();
    paragraph.clear();
  }
}

// What stands between `start` and " -->" in a line, if the line begins so.
std::optional<std::string> comment_after(const std::string& start, const std::string& line) {
  const std::string end = " -->";
  if (!line.starts_with("<!-- " + start) || !line.ends_with(end)) return std::nullopt;
  const std::size_t begin = 5 + start.size();
  return line.substr(begin, line.size() - end.size() - begin);
}

void run_document(const std::string& document, Session& session) {
  std::optional<Lines> block;
  std::optional<std::string> file;  // of the next block
  bool plain = false, pass = false;
  for (const std::string& line : lines_of(document)) {
    if (line.starts_with("```")) {
      if (!block) {
        block.emplace();
        plain = line == "```";
        continue;
      }
      Lines shown = std::move(*block);
      block.reset();
      if (file)
        compare_excerpt(*std::exchange(file, std::nullopt), shown);
      else if (plain && !shown.empty() && !std::exchange(pass, false)) {
        const std::string first = shown.front().substr(shown.front().starts_with("$ ") ? 2 : 0);
        if (first.starts_with("cepol ")) {
          session.run_command(first);
          shown.erase(shown.begin());
        }
        if (!shown.empty() && !session.command.empty()) session.compare(shown);
      }
    } else if (block) {
      block->push_back(line);
    } else if (line.starts_with("## ")) {
      session.next_chapter();
    } else if (comment_after("not shown by this", line)) {
      pass = true;
    } else if (const auto name = comment_after("from ", line)) {
      file = *name;
    } else if (const auto change = comment_after("instead: ", line)) {
      const std::string arrow = " → ";
      const std::size_t middle = change->find(arrow);
      REQUIRE(middle != std::string::npos);
      session.run_with_change(change->substr(0, middle), change->substr(middle + arrow.size()));
    }
  }
}

// A block of the document: the one after this line, or the last one so opened.
std::string block_after(const std::string& document, const std::string& line, bool last) {
  const std::string open = line + "\n";
  const std::size_t at = last ? document.rfind(open) : document.find(open);
  REQUIRE(at != std::string::npos);
  const std::size_t begin = at + open.size();
  return document.substr(begin, document.find("```", begin) - begin);
}

// The guides of a language: the document that has the policy, and how it shows what the reader writes.
struct Guides {
  std::string policy_in;  // of docs/: its last ```cepol block is the finished policy
  std::string rosters;    // of tests/docs/: beside the policy
  std::string notice;     // the line above the notice's text
  std::string language;   // the line of the policy's header before which the reader names the notice
  std::string naming;     // how
  Language messages;
};
const Guides chinese{"guide.zh.md",           "yunze",     "`2026.txt`：\n\n```", "  语言 zh\n",
                     "  原文 \"2026.txt\"\n", Language::zh};
const Guides english{"guide.md",  "northport", "`2026.txt`:\n\n```", "  language en\n", "  notice \"2026.txt\"\n",
                     Language::en};

// A guide, in a folder with the notice and the rosters that it speaks of. `begun`: the policy is there from the start.
void run_guide(const Guides& guides, const std::string& name, bool begun, std::size_t at_least) {
  const fs::path root = CEPOL_ROOT;
  const std::string guide = test::text_of(root / "docs" / guides.policy_in);
  const test::CopiedFolder copy(root / "tests/docs" / guides.rosters);
  const test::WorkingFolder work(copy.path());
  fs::create_directory_symlink(root / "policies", "policies");
  // the guide's finished policy, with the line that a reader adds
  Session session;
  session.io.library = CEPOL_ROOT "/stdlib";
  session.io.language = guides.messages;
  session.policy = "2026.cepol";
  session.finished = block_after(guide, "```cepol", true);
  session.finished.insert(session.finished.find(guides.language), guides.naming);
  test::write("2026.txt", block_after(guide, guides.notice, false));
  if (begun) test::write(session.policy, session.finished);
  run_document(test::text_of(root / "docs" / name), session);
  CHECK(session.run >= at_least);
  CHECK(session.compared >= at_least);
}

// A document whose commands are run in the root of the sources.
void run_at_root(const std::string& name, std::size_t at_least) {
  const test::WorkingFolder work(CEPOL_ROOT);
  Session session;
  session.io.library = CEPOL_ROOT "/stdlib";
  run_document(test::text_of(name), session);
  CHECK(session.run >= at_least);
  CHECK(session.compared >= at_least);
}

}  // namespace

TEST_CASE("session of docs/guide.zh.md") { run_guide(chinese, "guide.zh.md", false, 20); }
TEST_CASE("session of docs/clerk.zh.md") { run_guide(chinese, "clerk.zh.md", true, 8); }
TEST_CASE("session of docs/guide.md") { run_guide(english, "guide.md", false, 20); }
TEST_CASE("session of docs/clerk.md") { run_guide(english, "clerk.md", true, 20); }
TEST_CASE("session of docs/language.md") {
  const test::CopiedFolder copy(std::filesystem::path(CEPOL_ROOT) / "tests/docs/repairs");
  const test::WorkingFolder work(copy.path());
  Session session;
  session.io.library = CEPOL_ROOT "/stdlib";
  run_document(test::text_of(std::filesystem::path(CEPOL_ROOT) / "docs/language.md"), session);
  CHECK(session.run >= 4);
  CHECK(session.compared >= 5);
}
TEST_CASE("session of README.md") { run_at_root("README.md", 2); }
TEST_CASE("session of README.zh.md") { run_at_root("README.zh.md", 2); }
TEST_CASE("session of docs/tour.md") { run_at_root("docs/tour.md", 4); }
TEST_CASE("session of docs/tour.zh.md") { run_at_root("docs/tour.zh.md", 4); }
