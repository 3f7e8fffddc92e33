#include "interpreter/files/xml_reader.hpp"

#include <expat.h>

namespace cepol::files {

namespace {

constexpr int block = 1 << 16;
constexpr int most_depth = 100;
constexpr long long longest_tag = 16LL * 1024 * 1024;  // bytes that were read and are in no event yet

std::string_view local(const char* name) {
  const std::string_view whole(name);
  return whole.substr(whole.find(':') + 1);
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (local(*pair) == name) return pair[1];
  return {};
}

struct XmlReader::State {
  Reader& bytes;
  XmlHandler& handler;
  XML_Parser parser = XML_ParserCreate(nullptr);
  Trouble trouble = Trouble::none;
  bool at_end = false;
  int depth = 0;
  long long fed = 0;

  void stop(Trouble why) {
    if (trouble == Trouble::none) trouble = why;
    at_end = true;
    XML_StopParser(parser, XML_FALSE);
  }
  static State& of(void* user) { return *static_cast<State*>(user); }
  static void XMLCALL start(void* user, const XML_Char* name, const XML_Char** attributes) {
    State& state = of(user);
    if (++state.depth > most_depth) return state.stop(Trouble::damaged);
    state.handler.start(local(name), XmlAttributes(attributes));
  }
  static void XMLCALL end(void* user, const XML_Char* name) {
    --of(user).depth;
    of(user).handler.end(local(name));
  }
  static void XMLCALL text(void* user, const XML_Char* begin, int length) {
    of(user).handler.text({begin, static_cast<std::size_t>(length)});
  }
  static void XMLCALL doctype(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    of(user).stop(Trouble::entities);
  }
};

XmlReader::XmlReader(Reader& bytes, XmlHandler& handler) : state_(new State{bytes, handler}) {
  if (state_->parser == nullptr) {
    state_->trouble = Trouble::damaged;
    state_->at_end = true;
    return;
  }
  XML_SetUserData(state_->parser, state_.get());
  XML_SetElementHandler(state_->parser, &State::start, &State::end);
  XML_SetCharacterDataHandler(state_->parser, &State::text);
  XML_SetStartDoctypeDeclHandler(state_->parser, &State::doctype);
}

XmlReader::~XmlReader() {
  if (state_->parser != nullptr) XML_ParserFree(state_->parser);
}

bool XmlReader::step() {
  State& state = *state_;
  if (state.at_end) return false;
  void* const space = XML_GetBuffer(state.parser, block);
  if (space == nullptr) {
    state.stop(Trouble::too_large);
    return false;
  }
  const std::size_t count = state.bytes.read(static_cast<char*>(space), block);
  state.fed += static_cast<long long>(count);
  const bool good = XML_ParseBuffer(state.parser, static_cast<int>(count), count == 0) == XML_STATUS_OK;
  if (!good && !state.at_end) state.stop(Trouble::damaged);
  if (good && count > 0 && state.fed - XML_GetCurrentByteIndex(state.parser) > longest_tag)
    state.stop(Trouble::too_large);
  state.at_end = state.at_end || count == 0;
  return !state.at_end;
}

void XmlReader::stop(Trouble trouble) { state_->stop(trouble); }
Trouble XmlReader::trouble() const { return state_->trouble; }

}  // namespace cepol::files
