#include "lab/session.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "lab/view_table.hpp"

namespace relevance {
namespace {

/// Files stand in the scenario's own folder or below it: what a stranger's file names is read
/// nowhere else.
void check_inside(const std::string& path) {
  bool inside = !path.empty() && path.find_first_of("\\:") == std::string::npos;
  for (size_t from = 0; inside && from <= path.size();) {
    const size_t end = std::min(path.find('/', from), path.size());
    const std::string part = path.substr(from, end - from);
    inside = !part.empty() && part != "." && part != "..";
    from = end + 1;
  }
  if (!inside)
    throw Error("bad-scenario",
                "the file \"" + path +
                    "\" is outside the scenario's own folder, expected a path below it such as "
                    "\"models/net.onnx\"",
                {{"given", path}, {"expected", "a path below the scenario's folder"}});
}

}  // namespace

Session::Session(const std::string& kind, const Config& config, Values presets)
    : presets_(std::move(presets)), experiment_(make_experiment(kind, config)) {
  for (const std::string& path : experiment_->needs()) check_inside(path);
}

void Session::provide(const std::string& name, ByteView bytes) {
  run_.reset();
  experiment_->provide(name, bytes);
  declared_.clear();
  shown_ = nullptr;
  sent_.clear();
  coarse_.clear();
}

const Session::Declared& Session::declared_for(const Values& values) const {
  const std::vector<Control>& list = experiment_->controls(values);
  Declared& declared = declared_[&list];
  if (declared.as_declared != nullptr && !list.empty()) return declared;
  declared = {&list, list};
  if (list.empty()) return declared;  // not known before the assets are here
  const Values presets = complete_values(list, presets_);
  for (Control& control : declared.controls) control.initial = presets.at(control.name);
  return declared;
}

std::vector<std::string> Session::needs_for(const Values& values) const {
  Values given = values;
  given.insert(presets_.begin(), presets_.end());  // what is not given is as the scenario sets it
  return experiment_->needs_for(given);
}

void Session::require_assets(const Values& values) const {
  const auto missing = needs_for(values);
  if (!missing.empty()) detail::fail_missing_asset(missing.front());
}

Quantities Session::measure(const Values& values) const {
  require_assets(values);
  return experiment_->measure(complete_values(declared_for(values).controls, values));
}

/// Without the values of controls whose rows are others now: they speak of what is gone.
Values Session::without_stale(const Declared& now, Values values) const {
  for (const Control& control : now.controls)
    for (const Control& before : shown_->controls)
      if (control.name == before.name && control.rows != before.rows) values.erase(control.name);
  return values;
}

Frame Session::run(const Values& values) {
  require_assets(values);
  if (!run_) run_ = experiment_->start();
  const Declared& declared = declared_for(values);
  const bool anew = shown_ != nullptr && shown_ != &declared;
  const Values wanted = anew ? without_stale(declared, values) : values;
  values_ = complete_values(declared.controls, wanted);
  Frame frame = deliver(run_->show(values_));
  if (shown_ != &declared) frame.controls = declared.controls;
  shown_ = &declared;
  return frame;
}

Frame Session::deliver(Scene scene) {
  Frame& frame = scene.frame;
  if (frame.partial && frame.views.empty()) {
    standing_ = frame.standing;
    return std::move(frame);
  }
  if (!frame.partial) {
    if (!frame.problem) forget_gone(frame.views);  // beside a problem the page keeps what it has
    coarse_.clear();
  }
  for (View& view : frame.views) {
    std::optional<View> whole;  // what the fine version is made from
    each_picture(view, [&](const char*, PictureField& field) {
      const Keyed* keyed = std::get_if<Keyed>(&field);
      if (keyed != nullptr && keyed->coarse && !whole) whole = view;
    });
    const bool rough = make_pictures(view, false);
    if (rough) coarse_.push_back(std::move(*whole));
  }
  if (scene.alive) alive_ = std::move(scene.alive);
  standing_ = frame.standing;
  if (!coarse_.empty()) frame.standing.done = false;
  return std::move(frame);
}

/// What the page no longer shows it no longer has.
void Session::forget_gone(const std::vector<View>& views) {
  std::erase_if(sent_, [&](const auto& entry) {
    return std::none_of(views.begin(), views.end(),
                        [&](const View& view) { return entry.first.rfind(view.id + "/", 0) == 0; });
  });
}

/// Makes what the page has not, and names what it has. `refine`: the fine versions now. Whether
/// the page is left with a coarse one.
bool Session::make_pictures(View& view, bool refine) {
  bool rough = false;
  each_picture(view, [&](const char* name, PictureField& field) {
    const Keyed* keyed = std::get_if<Keyed>(&field);
    if (keyed == nullptr) return;
    Sent& sent = sent_[view.id + "/" + name];
    const bool known = sent.key == keyed->key && !keyed->key.empty();
    if (known && (sent.fine || !refine)) {
      view.kept.push_back(name);
      field = Picture{};
    } else {
      Sent now{keyed->key, refine || !keyed->coarse};
      field = now.fine ? keyed->make() : keyed->coarse();
      sent = std::move(now);
    }
    rough = rough || !sent.fine;
  });
  return rough;
}

Frame Session::advance(double budget_ms) {
  if (!run_) return Frame();
  if (!standing_.done) return deliver(run_->advance(budget_ms));
  Frame frame;
  frame.standing = standing_;
  frame.partial = true;
  if (coarse_.empty()) return frame;
  frame.views.push_back(std::move(coarse_.front()));
  coarse_.erase(coarse_.begin());
  make_pictures(frame.views.back(), true);
  frame.standing.done = coarse_.empty();
  return frame;
}

Frame Session::seek(int step) {
  for (const Control& control : declared_for(values_).controls)
    if (control.kind == ControlKind::run || control.kind == ControlKind::step)
      values_[control.name] = std::clamp(double(step), control.low, control.high);
  return run(values_);
}

}  // namespace relevance
