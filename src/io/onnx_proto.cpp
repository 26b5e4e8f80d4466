#include "io/onnx_proto.hpp"

#include <protozero/pbf_reader.hpp>

#include "base/error.hpp"

namespace relevance::onnx {
namespace {

using protozero::pbf_wire_type;

/// protozero's reader with a check of its own: where pointers have 32 bits, protozero 1.7.1
/// takes a length of 2³¹ or more for a negative one and walks off to the front.
class Reader : public protozero::pbf_reader {
 public:
  using pbf_reader::pbf_reader;
  bool next() {
    if (!pbf_reader::next()) return false;
    if (wire_type() == pbf_wire_type::length_delimited) {
      const char* begin = data().data();
      const char* end = begin + data().size();
      if (protozero::decode_varint(&begin, end) > uint64_t(end - begin))
        throw protozero::end_of_buffer_exception{};
    }
    return true;
  }
  Reader get_message() { return Reader(get_view()); }
};

// A field together with how it is encoded: another encoding is an unknown field, skipped.
constexpr uint32_t varint(uint32_t field) {
  return protozero::tag_and_type(field, pbf_wire_type::varint);
}
constexpr uint32_t text(uint32_t field) {
  return protozero::tag_and_type(field, pbf_wire_type::length_delimited);
}
constexpr uint32_t fixed32(uint32_t field) {
  return protozero::tag_and_type(field, pbf_wire_type::fixed32);
}
constexpr uint32_t fixed64(uint32_t field) {
  return protozero::tag_and_type(field, pbf_wire_type::fixed64);
}

std::string_view view(Reader& reader) {
  const auto data = reader.get_view();
  return {data.data(), data.size()};
}

// A node of a hostile file takes two bytes there and two hundred here.
constexpr size_t kMaxNodes = 65536, kMaxAttributes = 64;

void check_count(size_t count, size_t most, const char* what) {
  if (count >= most)
    throw Error("bad-model", std::string("read_onnx: more than ") + std::to_string(most) + " " + what);
}

template <class Range, class T>
void append(const Range& range, std::vector<T>& to) {
  for (const auto value : range) to.push_back(T(value));
}

TensorProto parse_tensor(Reader reader) {
  TensorProto tensor;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case varint(1): tensor.dims.push_back(reader.get_int64()); break;
      case text(1): append(reader.get_packed_int64(), tensor.dims); break;
      case varint(2): tensor.type = reader.get_int32(); break;
      case fixed32(4): tensor.floats.push_back(reader.get_float()); break;
      case text(4): append(reader.get_packed_float(), tensor.floats); break;
      case varint(5): tensor.integers.push_back(reader.get_int32()); break;
      case text(5): append(reader.get_packed_int32(), tensor.integers); break;
      case varint(7): tensor.integers.push_back(reader.get_int64()); break;
      case text(7): append(reader.get_packed_int64(), tensor.integers); break;
      case text(8): tensor.name = view(reader); break;
      case text(9): tensor.raw = view(reader), tensor.has_raw = true; break;
      case fixed64(10): tensor.doubles.push_back(reader.get_double()); break;
      case text(10): append(reader.get_packed_double(), tensor.doubles); break;
      case text(13): tensor.external = true, reader.skip(); break;
      case varint(14): tensor.external = tensor.external || reader.get_int32() == 1; break;
      default: reader.skip();
    }
  }
  return tensor;
}

AttributeProto parse_attribute(Reader reader) {
  AttributeProto attribute;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case text(1): attribute.name = view(reader); break;
      case fixed32(2): attribute.f = reader.get_float(); break;
      case varint(3): attribute.i = reader.get_int64(); break;
      case text(4): attribute.s = view(reader); break;
      case text(5):
        attribute.tensor.assign(1, parse_tensor(reader.get_message()));
        break;
      case fixed32(7): attribute.floats.push_back(reader.get_float()); break;
      case text(7): append(reader.get_packed_float(), attribute.floats); break;
      case varint(8): attribute.ints.push_back(reader.get_int64()); break;
      case text(8): append(reader.get_packed_int64(), attribute.ints); break;
      case varint(20): attribute.type = reader.get_int32(); break;
      default: reader.skip();
    }
  }
  return attribute;
}

NodeProto parse_node(Reader reader) {
  NodeProto node;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case text(1): node.inputs.push_back(view(reader)); break;
      case text(2): node.outputs.push_back(view(reader)); break;
      case text(3): node.name = view(reader); break;
      case text(4): node.op = view(reader); break;
      case text(5):
        check_count(node.attributes.size(), kMaxAttributes, "attributes of one node");
        node.attributes.push_back(parse_attribute(reader.get_message()));
        break;
      case text(7): node.domain = view(reader); break;
      default: reader.skip();
    }
  }
  return node;
}

int64_t parse_dimension(Reader reader) {
  int64_t size = -1;
  while (reader.next()) {
    if (reader.tag_and_type() == varint(1)) size = reader.get_int64();
    else reader.skip();
  }
  return size;
}

/// TypeProto { tensor_type = 1 { elem_type = 1, shape = 2 { dim = 1 … } } }.
void parse_type(Reader type, ValueProto& value) {
  while (type.next()) {
    if (type.tag_and_type() != text(1)) {
      type.skip();
      continue;
    }
    Reader tensor = type.get_message();
    while (tensor.next()) {
      if (tensor.tag_and_type() == varint(1)) {
        value.type = tensor.get_int32();
      } else if (tensor.tag_and_type() == text(2)) {
        value.has_shape = true;
        Reader shape = tensor.get_message();
        while (shape.next()) {
          if (shape.tag_and_type() == text(1))
            value.dims.push_back(parse_dimension(shape.get_message()));
          else
            shape.skip();
        }
      } else {
        tensor.skip();
      }
    }
  }
}

ValueProto parse_value(Reader reader) {
  ValueProto value;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case text(1): value.name = view(reader); break;
      case text(2): parse_type(reader.get_message(), value); break;
      default: reader.skip();
    }
  }
  return value;
}

GraphProto parse_graph(Reader reader) {
  GraphProto graph;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case text(1):
        check_count(graph.nodes.size(), kMaxNodes, "nodes");
        graph.nodes.push_back(parse_node(reader.get_message()));
        break;
      case text(5):
        check_count(graph.initializers.size(), kMaxNodes, "initializers");
        graph.initializers.push_back(parse_tensor(reader.get_message()));
        break;
      case text(11): graph.inputs.push_back(parse_value(reader.get_message())); break;
      case text(12): graph.outputs.push_back(parse_value(reader.get_message()).name); break;
      default: reader.skip();
    }
  }
  return graph;
}

/// A message of two fields, 1 and 2: (key, value) or (domain, version).
std::pair<std::string_view, std::string_view> parse_pair(Reader reader) {
  std::pair<std::string_view, std::string_view> pair;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case text(1): pair.first = view(reader); break;
      case text(2): pair.second = view(reader); break;
      default: reader.skip();
    }
  }
  return pair;
}

void parse_opset(Reader reader, ModelProto& model) {
  std::string_view domain;
  int64_t version = 0;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case text(1): domain = view(reader); break;
      case varint(2): version = reader.get_int64(); break;
      default: reader.skip();
    }
  }
  if (domain.empty() || domain == "ai.onnx") model.opset = version;
}

}  // namespace

ModelProto parse_model(ByteView bytes) {
  try {
    ModelProto model;
    Reader reader(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    while (reader.next()) {
      switch (reader.tag_and_type()) {
        case varint(1): model.ir_version = reader.get_int64(); break;
        case text(7):
          model.graph = parse_graph(reader.get_message());
          model.has_graph = true;
          break;
        case text(8): parse_opset(reader.get_message(), model); break;
        case text(14): model.metadata.push_back(parse_pair(reader.get_message())); break;
        default: reader.skip();
      }
    }
    return model;
  } catch (const protozero::exception& e) {
    throw Error("bad-model", std::string("read_onnx: the file is truncated or is not ONNX (") +
                                 e.what() + ")");
  }
}

}  // namespace relevance::onnx
