// Finds and reads templates of letters, and words what is wrong with them.
#include "interpreter/cli/letter_wording.hpp"

#include <algorithm>
#include <map>

#include "interpreter/files/path.hpp"
#include "interpreter/report/letter_words.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace path = files::path;

namespace {

constexpr std::size_t longest_template = 1 << 20;  // bytes

// 2030.letter.txt beside 2030.cepol. Empty: there is none.
std::string template_beside(const std::string& policy_file, const Io& io) {
  const std::string folder(path::parent(policy_file)), name = std::string(path::stem(policy_file)) + ".letter.txt";
  const std::string file = folder.empty() ? name : path::join(folder, name);
  return io.files->kind(file) == files::FileKind::regular ? file : std::string();
}

// It may be a link, but not to a file elsewhere: whoever sends a policy cannot have other files put into letters.
bool lies_beside(const std::string& file, const std::string& policy_file, const Io& io) {
  const auto own = io.files->resolve(file), policy = io.files->resolve(policy_file);
  return own && policy && path::parent(*own) == path::parent(*policy);
}

std::string problem_text(const report::TemplateProblem& problem, bool english, const Io& io) {
  using Kind = report::TemplateProblem::Kind;
  switch (problem.kind) {
    case Kind::not_utf8:
      return std::string(io.say("有认不出的文字；请另存为 UTF-8 编码", "it is not UTF-8; save it in that encoding"));
    case Kind::open_brace:
      return std::string(
          io.say("左花括号没有合上；名字写在一对花括号里，要写花括号本身，写两遍",
                 "a brace is not closed; a name stands between two, and a brace of the text is written twice"));
    case Kind::no_word:
      return io.say("[措辞] 里一行写一个“名字 = 话”，不能是“{}”", "below [words] a line is “name = words”, not “{}”",
                    problem.name);
    case Kind::word_twice:
      return io.say("[措辞] 里一个名字只写一行，“{}”的名字前面已经有了",
                    "below [words] a name has one line; that of “{}” has one already", problem.name);
    case Kind::unknown_block: break;
  }
  return io.say("没有“[{}]”这一部分；可以是：{}", "there is no part “[{}]”; it can be: {}", problem.name,
                Composed{io.listed(report::block_names(english))});
}

// A template of words alone has the text of the default one.
report::LetterTemplate with_default_lines(report::LetterTemplate letter, bool english) {
  const bool any_text = std::any_of(letter.lines.begin(), letter.lines.end(), [](const report::TemplateLine& line) {
    const auto* pieces = std::get_if<std::vector<report::TemplatePiece>>(&line.content);
    return pieces == nullptr || !pieces->empty();
  });
  if (any_text || letter.words.empty()) return letter;
  report::LetterTemplate usual = report::default_letter(english);
  usual.words = std::move(letter.words);
  return usual;
}

// A letter must not call two outcomes, or two choices of one column, the same.
bool words_differ(const report::LetterTemplate& letter, const core::Program& program, const Io& io) {
  const auto words_of = [&](const std::string& name) -> const std::string& {
    const auto found = letter.words.find(name);
    return found == letter.words.end() ? name : found->second;
  };
  for (const core::Enumeration& enumeration : program.enumerations.nodes) {
    std::map<std::string, std::string> names;  // by their words
    for (const std::string& member : enumeration.members) {
      const auto [first, is_new] = names.emplace(ascii_lower(comparable(words_of(member))), member);
      if (is_new) continue;
      io.message(
          io.say("cepol：模板的 [措辞] 把“{}”和“{}”都叫作“{}”，通知书里就分不清了；请用不同的话\n",
                 "cepol: [words] of the template calls both “{}” and “{}” “{}”, so that letters do not tell them "
                 "apart; use different words\n",
                 first->second, member, words_of(member)));
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<report::LetterTemplate> read_letter_template(const Policy& policy,
                                                           const std::optional<std::string>& typed, const Io& io) {
  const bool english = policy.program().english;
  const std::string policy_file = policy.sources.front().name;
  const std::string file = typed ? *typed : template_beside(policy_file, io);
  if (file.empty()) return report::default_letter(english);
  if (!typed && !lies_beside(file, policy_file, io)) {
    io.message(io.say("cepol：“{}”是指到别处的链接，没有读；要用它，写 --template\n",
                      "cepol: “{}” is a link to elsewhere and was not read; to use it, say --template\n", file));
    return std::nullopt;
  }
  std::string why;
  const auto text = io.files->read(file, longest_template, why);
  if (!text) {
    io.message(io.say("cepol：打不开通知书的模板“{}”：{}\n", "cepol: the template “{}” cannot be opened: {}\n", file,
                      io.system_words(why)));
    return std::nullopt;
  }
  const report::ParsedTemplate parsed = report::parse_letter_template(*text);
  if (!parsed.problem) return with_default_lines(parsed.letter, english);
  io.message(io.say("{}：第 {} 行：{}\n", "{}: line {}: {}\n", file, parsed.problem->line,
                    Composed{problem_text(*parsed.problem, english, io)}));
  return std::nullopt;
}

bool words_are_of_names(const report::LetterTemplate& letter, const core::Program& program, const Io& io) {
  if (letter.words.empty()) return true;
  const std::vector<std::string> names = report::names_in_letters(program);
  for (const auto& [name, words] : letter.words) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    const auto near = nearest_name(name, names);
    io.message(io.say("cepol：模板的 [措辞] 里有“{}”，政策里没有这个名字{}\n",
                      "cepol: [words] of the template has “{}”, which is no name of the policy{}\n", name,
                      Composed{near ? io.say("；是不是“{}”？", "; did you mean “{}”?", *near) : std::string()}));
    return false;
  }
  return words_differ(letter, program, io);
}

bool names_are_known(const report::LetterTemplate& letter, const report::LetterFacts& facts,
                     const core::Program& program, const std::vector<core::TableId>& tables, const Io& io) {
  if (!letter.own) return true;
  std::vector<std::string> known;
  for (core::TableId table : tables)
    for (const std::string& name : report::letter_names(facts, program, table))
      if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
  const auto is_known = [&](const std::string& name) {
    return std::any_of(known.begin(), known.end(),
                       [&](const std::string& one) { return comparable(one) == comparable(name); });
  };
  for (const report::TemplateLine& line : letter.lines) {
    const auto* pieces = std::get_if<std::vector<report::TemplatePiece>>(&line.content);
    if (pieces == nullptr) continue;
    for (const report::TemplatePiece& piece : *pieces) {
      if (!piece.is_name || is_known(piece.text)) continue;
      const auto near = nearest_name(piece.text, known);
      io.message(io.say(
          "cepol：模板第 {} 行的“{}”不知道是什么{}可以是：{}；别的用 --set {} 给出\n",
          "cepol: line {} of the template has “{}”, which is not known{}it can be: {}; others are given by --set "
          "{}\n",
          line.number, piece.text,
          Composed{near ? io.say("，是不是想写“{}”？", "; did you mean “{}”? ", *near)
                        : std::string(io.say("；", "; "))},
          Composed{io.listed(known, 40)}, piece.text + "=…"));
      return false;
    }
  }
  return true;
}

}  // namespace cepol::cli
