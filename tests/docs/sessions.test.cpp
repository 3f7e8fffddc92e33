// What the documents say that the tool prints, it prints. A fenced block that begins with `cepol …` (or `$ cepol …`) is
// run; the rest of it, and the blocks up to the next command or chapter, are looked for, line by line, in what was
// printed, in the files that were written and in those that were given. A line of only … leaves lines out. `<!--
// instead: A → B -->` before a block runs the last command with A changed into B in the policy (for what a mistake
// prints); `<!-- not shown by this -->` passes over one block. In the guide the reader begins the policy in chapter 一
// and has it finished in all chapters behind that.
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>

#include "tests/support/tool.hpp"

using namespace cepol;
namespace fs = std::filesystem;

namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string without_mark(std::string text) { return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text; }

bool elided(const std::string& line) { return line.find_first_not_of(' ') == line.find("…") && line.ends_with("…"); }

// The lines stand there, one after the other; where a line is only …, others may stand between. Empty lines are left
// out.
bool holds(Lines text, Lines shown) {
  for (Lines* lines : {&text, &shown}) std::erase(*lines, "");
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

Lines joined(Lines first, const Lines& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

struct Session {
  cli::Io io;
  std::string policy;    // a file that `instead` changes
  std::string finished;  // what the reader makes of it; empty: it is so from the beginning
  std::string command;
  Lines out, err;
  std::size_t run = 0, compared = 0;

  void say(const std::string& line) {
    command = line;
    const Lines words = test::words_of(line);
    const test::Ran ran = test::run_tool({words.begin() + 1, words.end()}, io);
    out = lines_of(ran.out);
    err = lines_of(ran.err);
    ++run;
  }

  void next_chapter() {
    command.clear();
    if (!finished.empty() && fs::exists(policy)) std::ofstream(policy, std::ios::binary) << finished;
  }

  void say_instead(const std::string& from, const std::string& to) {
    const std::string kept = test::text_of(policy);
    const std::size_t at = kept.find(from);
    INFO("not in the policy: " << from);
    REQUIRE(at != std::string::npos);
    std::ofstream(policy, std::ios::binary) << std::string(kept).replace(at, from.size(), to);
    say(command);
    std::ofstream(policy, std::ios::binary) << kept;
  }

  void compare(const Lines& shown) {
    ++compared;
    const Lines both = joined(out, err);
    bool found = holds(both, shown) || holds(joined(err, out), shown);
    if (!policy.empty())
      for (const auto& entry : fs::recursive_directory_iterator(fs::current_path()))
        if (entry.is_regular_file() && !found)
          found = holds(lines_of(without_mark(test::text_of(entry.path()))), shown);
    std::string unsaid;  // for whoever mends the document
    for (const std::string& line : shown)
      if (!elided(line) && std::find(both.begin(), both.end(), line) == both.end()) unsaid += line + "\n";
    std::string printed;
    for (const std::string& line : both) printed += line + "\n";
    INFO(command << "\nshows after: " << shown.front() << "\nprints none of:\n" << unsaid << "but:\n" << printed);
    CHECK(found);
  }
};

void run_document(const std::string& document, Session& session) {
  std::optional<Lines> block;
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
      if (!plain || shown.empty() || std::exchange(pass, false)) continue;
      const std::string first = shown.front().substr(shown.front().starts_with("$ ") ? 2 : 0);
      if (first.starts_with("cepol ")) {
        session.say(first);
        shown.erase(shown.begin());
      }
      if (!shown.empty() && !session.command.empty()) session.compare(shown);
    } else if (block) {
      block->push_back(line);
    } else if (line.starts_with("## ")) {
      session.next_chapter();
    } else if (line == "<!-- not shown by this -->") {
      pass = true;
    } else if (line.starts_with("<!-- instead: ")) {
      const std::string start = "<!-- instead: ", arrow = " → ", end = " -->";
      const std::size_t middle = line.find(arrow);
      REQUIRE((middle != std::string::npos && line.ends_with(end)));
      const std::size_t to = middle + arrow.size();
      session.say_instead(line.substr(start.size(), middle - start.size()),
                          line.substr(to, line.size() - to - end.size()));
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

}  // namespace

TEST_CASE("the guides print what they say") {
  const fs::path home = fs::current_path(), root = CEPOL_ROOT,
                 work = fs::temp_directory_path() / ("cepol-guides-" + std::to_string(::getpid()));
  const std::string guide = test::text_of(root / "docs/guide.zh.md");
  fs::remove_all(work);
  fs::copy(root / "tests/docs/yunze", work, fs::copy_options::recursive);
  fs::create_directory_symlink(root / "policies", work / "policies");
  fs::current_path(work);
  // the guide's finished policy, with the line that a reader adds
  std::string policy = block_after(guide, "```cepol", true);
  const std::string language = "  语言 zh\n";
  policy.insert(policy.find(language), "  原文 \"2026.txt\"\n");
  std::ofstream("2026.txt", std::ios::binary) << block_after(guide, "`2026.txt`：\n\n```", false);
  Session session;
  session.io.library = CEPOL_ROOT "/stdlib";
  session.policy = "2026.cepol";
  session.finished = policy;
  for (const char* name : {"guide.zh.md", "clerk.zh.md"}) {
    INFO(name);
    run_document(test::text_of(root / "docs" / name), session);
    session.command.clear();
  }
  fs::current_path(home);
  fs::remove_all(work);
  CHECK(session.run >= 10);
  CHECK(session.compared >= 10);
}

TEST_CASE("the READMEs print what they say") {
  const fs::path home = fs::current_path();
  fs::current_path(CEPOL_ROOT);
  for (const char* name : {"README.md", "README.zh.md"}) {
    INFO(name);
    Session session;
    session.io.library = CEPOL_ROOT "/stdlib";
    run_document(test::text_of(name), session);
    CHECK(session.run >= 3);
    CHECK(session.compared >= 3);
  }
  fs::current_path(home);
}
