#include "interpreter/explain/known_reasons.hpp"

#include "interpreter/explain/account.hpp"

namespace cepol::explain {

using engine::Status;

namespace {

// With more, sentences are no longer kept.
constexpr std::size_t most_questions = 100'000, most_figures = 64;

// Which figures are given, a bit each.
std::uint64_t given_figures(const engine::RowResults::Decided& decided) {
  std::uint64_t given = 0;
  for (std::size_t i = 0; i < decided.measures.size(); ++i)
    given |= std::uint64_t{decided.measures[i].status == Status::given} << i;
  return given;
}

}  // namespace

std::string KnownReasons::of(const Subject& subject, const engine::RowResults& results) {
  std::string text;
  add(text, subject, results);
  return text;
}

void KnownReasons::add(std::string& text, const Subject& subject, const engine::RowResults& results) {
  const std::size_t before = text.size();
  for (const auto& decided : results.decisions) {
    if (is_silent(subject.program, decided)) continue;
    if (text.size() > before && subject.program.english) text += ' ';
    add_sentence(text, subject, decided);
  }
}

const std::string& KnownReasons::figure_of(const core::Program& program, const engine::RowResults::Decided& decided,
                                           std::size_t i) {
  constexpr std::size_t slot_bits = 11;
  const engine::ResultValue& value = decided.measures[i].value;
  const std::string& label = program.decisions[decided.decision].measures[i].label;
  if (value.type.kind != core::Kind::number) return figure_ = figure(program, label, value);
  constexpr std::uint64_t factor = 0x9E3779B97F4A7C15u;
  std::uint64_t hash = static_cast<std::uint64_t>(value.number.num) * factor;
  hash = (hash ^ static_cast<std::uint64_t>(value.number.den)) * factor;
  hash = (hash ^ (std::uint64_t{decided.decision.index} << 32 | i)) * factor;
  if (figures_.empty()) figures_.resize(std::size_t{1} << slot_bits);
  KnownFigure& known = figures_[static_cast<std::size_t>(hash >> (64 - slot_bits))];
  if (known.decision != decided.decision || known.measure != i || !(known.number == value.number))
    known = {decided.decision, i, value.number, figure(program, label, value)};
  return known.text;
}

// As figures().
void KnownReasons::add_figures(std::string& text, const core::Program& program,
                               const engine::RowResults::Decided& decided) {
  bool first = true;
  for (std::size_t i = 0; i < decided.measures.size(); ++i) {
    if (decided.measures[i].status != Status::given) continue;
    if (!first) text += figures_joint(program);
    first = false;
    text += figure_of(program, decided, i);
  }
}

void KnownReasons::add_sentence(std::string& text, const Subject& subject, const engine::RowResults::Decided& decided) {
  const auto add = [&](const Sentence& sentence) {
    text += sentence.before;
    if (sentence.with_figures) add_figures(text, subject.program, decided);
    text += sentence.after;
  };
  if (decided.outcome.status != Status::given || decided.measures.size() > most_figures ||
      questions_.size() >= most_questions)
    return add(sentence_of(subject, decided));
  const Exact outcome = decided.outcome.value.number;  // the outcomes of a decision are members
  const auto [first, is_new] = first_.try_emplace({decided.decision.index, outcome.num, given_figures(decided)}, 0);
  if (is_new) first->second = add_question();
  std::optional<AccountReader> read;
  const auto answer_of = [&](const Read& asked) -> std::uint8_t {
    if (const auto member = subject.evaluator.known_member(asked.function, subject.row))
      return asked.kind == Read::single ? 1 : *member == 1 ? 1 : 2;
    if (!read) read.emplace(subject);
    return read->answer(asked);
  };
  std::uint32_t at = first->second;
  std::size_t known = 0;  // answers on the way
  while (questions_[at].kept && questions_[at].sentence == nothing) {
    const std::uint32_t next =
        questions_[at].read.function.valid() ? questions_[at].next[answer_of(questions_[at].read)] : nothing;
    if (next == nothing) {
      ReadLog log;
      Subject logged = subject;
      logged.log = &log;
      Sentence sentence = sentence_of(logged, decided);
      add(sentence);
      return keep(at, log, known, std::move(sentence));
    }
    at = next;
    ++known;
  }
  add(questions_[at].kept ? sentences_[questions_[at].sentence] : sentence_of(subject, decided));
}

std::uint32_t KnownReasons::add_question() {
  questions_.emplace_back();
  return static_cast<std::uint32_t>(questions_.size() - 1);
}

// From the question that was not asked before, or not answered so; the first `known` answers led to it.
void KnownReasons::keep(std::uint32_t question, const ReadLog& log, std::size_t known, Sentence sentence) {
  if (log.reads.size() + questions_.size() > most_questions) return;
  for (std::size_t i = known; i < log.reads.size(); ++i) {
    questions_[question].read = log.reads[i].first;
    const std::uint32_t next = add_question();
    questions_[question].next[log.reads[i].second] = next;
    question = next;
  }
  questions_[question].kept = log.complete;
  if (!log.complete) return;
  questions_[question].sentence = static_cast<std::uint32_t>(sentences_.size());
  sentences_.push_back(std::move(sentence));
}

}  // namespace cepol::explain
