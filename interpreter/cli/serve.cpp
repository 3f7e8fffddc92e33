// The subcommand `cepol serve`: answers an editor's requests on standard input and output, as long as it asks.
#include <poll.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <cerrno>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/service/framing.hpp"
#include "interpreter/service/service.hpp"

namespace cepol::cli {

namespace {

class Session {
 public:
  Session(const Io& io, service::Framing framing)
      : io_(io), framing_(framing), reader_(framing), service_(workspace_of(io), io.language) {
    service_.on_pause([this] { read(false); });
  }

  int run() {
    while (!service_.ended()) {
      read(service_.idle());
      if (reader_.broken()) {
        io_.message(std::string(io_.say("cepol：读入的不是一条条的消息，到此为止\n",
                                        "cepol: what is read is no sequence of messages: it ends here\n")));
        return bad_usage;
      }
      if (service_.idle() && closed_) return done;
      for (const std::string& message : service_.step())
        if (!print(io_.out, service::framed(message, framing_), TextKind::exact) || std::fflush(io_.out) != 0)
          return bad_usage;
    }
    return service_.exit_status();
  }

 private:
  // Takes what has arrived; `wait`: until something has.
  void read(bool wait) {
    pollfd input{fileno(io_.in), POLLIN, 0};
    while (!closed_ && ::poll(&input, 1, wait ? -1 : 0) > 0) {
      const ssize_t count = ::read(input.fd, bytes_, sizeof bytes_);
      if (count < 0 && errno == EINTR) continue;
      closed_ = count <= 0;
      if (count > 0) reader_.add({bytes_, static_cast<std::size_t>(count)});
      bool any = false;
      while (const auto message = reader_.next()) {
        service_.receive(*message);
        any = true;
      }
      if (any || reader_.broken()) wait = false;
    }
  }

  const Io& io_;
  service::Framing framing_;
  service::MessageReader reader_;
  service::Service service_;
  bool closed_ = false;
  char bytes_[1 << 16];
};

class ServeCall final : public Call {
 public:
  std::vector<Option> options() override { return {{"--lsp", &lsp_}}; }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    if (values.empty()) return {};
    return io.say("用不上“{}”，请删去", "“{}” is not needed here: leave it out", values.front());
  }

  int run(const Io& io) const override {
#ifdef __GLIBC__
    // After each keystroke as much is freed as is taken again: it is kept, not given back to the system in between.
    constexpr int kept = 64 << 20;
    mallopt(M_TRIM_THRESHOLD, kept);
    mallopt(M_MMAP_THRESHOLD, kept);
#endif
    return Session(io, lsp_ ? service::Framing::header : service::Framing::lines).run();
  }

 private:
  bool lsp_ = false;
};

}  // namespace

const Command serve_command{
    "serve",
    {"cepol serve [--lsp]", "给编辑器用：边写边查、补全、改名",
     "for editors: problems, completion and renaming while writing",
     R"(  --lsp         消息前带 Content-Length，编辑器的语言服务（LSP 3.17）这样收发；不加时一行一条消息
  --lang zh|en  消息的语言；编辑器说了自己的语言，就用编辑器的

从标准输入读请求（JSON-RPC 2.0），回答写到标准输出，到编辑器说 exit 或者输入结束为止。不写文件，不联网。
怎样装到编辑器里：docs/editor.zh.md。)",
     R"(  --lsp         each message has a Content-Length in front, as editors send them (LSP 3.17); otherwise it is one line
  --lang zh|en  language of messages; that of the editor, if it says one

Reads requests from standard input (JSON-RPC 2.0) and writes the answers to standard output, until the editor says exit
or the input ends. Writes no file and opens no connection. How editors are set up: docs/editor.md.)",
     "cepol serve --lsp"},
    make_call<ServeCall>};

}  // namespace cepol::cli
