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
  for (const auto& decided : results.decisions) {
    if (is_silent(subject.program, decided)) continue;
    if (!text.empty() && subject.program.english) text += ' ';
    add_sentence(text, subject, decided);
  }
  return text;
}

void KnownReasons::add_sentence(std::string& text, const Subject& subject, const engine::RowResults::Decided& decided) {
  const auto add = [&](const Sentence& sentence) {
    text += sentence.before;
    if (sentence.with_figures) text += figures(subject.program, decided);
    text += sentence.after;
  };
  if (decided.outcome.status != Status::given || decided.measures.size() > most_figures ||
      questions_.size() >= most_questions)
    return add(sentence_of(subject, decided));
  const Exact outcome = decided.outcome.value.number;  // the outcomes of a decision are members
  const auto [first, is_new] = first_.try_emplace({decided.decision.index, outcome.num, given_figures(decided)}, 0);
  if (is_new) first->second = add_question();
  const AccountReader read(subject);
  std::uint32_t at = first->second;
  std::size_t known = 0;  // answers on the way
  while (questions_[at].kept && questions_[at].sentence == nothing) {
    const std::uint32_t next =
        questions_[at].read.function.valid() ? questions_[at].next[read.answer(questions_[at].read)] : nothing;
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
