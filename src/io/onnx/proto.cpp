#include "base/error.hpp"
#include "base/utf8.hpp"
#include "io/onnx/wire.hpp"

namespace relevance::onnx {
namespace {

// A node of a hostile file takes two bytes there and two hundred here.
constexpr size_t kMaxNodes = 65536, kMaxAttributes = 64;

void check_count(size_t count, size_t most, const char* what) {
  if (count >= most)
    throw Error("bad-model",
                std::string("read_onnx: more than ") + std::to_string(most) + " " + what);
}

NodeProto parse_node(Reader reader) {
  NodeProto node;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case text(1):
        node.inputs.push_back(name(reader));
        break;
      case text(2):
        node.outputs.push_back(name(reader));
        break;
      case text(3):
        node.name = name(reader);
        break;
      case text(4):
        node.op = name(reader);
        break;
      case text(5):
        check_count(node.attributes.size(), kMaxAttributes, "attributes of one node");
        node.attributes.push_back(parse_attribute(reader.get_message()));
        break;
      case text(7):
        node.domain = name(reader);
        break;
      default:
        reader.skip();
    }
  }
  return node;
}

int64_t parse_dimension(Reader reader) {
  int64_t size = -1;
  while (reader.next()) {
    if (reader.tag_and_type() == varint(1))
      size = reader.get_int64();
    else
      reader.skip();
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
      case text(1):
        value.name = name(reader);
        break;
      case text(2):
        parse_type(reader.get_message(), value);
        break;
      default:
        reader.skip();
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
      case text(11):
        graph.inputs.push_back(parse_value(reader.get_message()));
        break;
      case text(12):
        graph.outputs.push_back(parse_value(reader.get_message()).name);
        break;
      default:
        reader.skip();
    }
  }
  return graph;
}

/// A message of two fields, 1 and 2: (key, value) or (domain, version).
std::pair<std::string_view, std::string_view> parse_pair(Reader reader) {
  std::pair<std::string_view, std::string_view> pair;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case text(1):
        pair.first = name(reader);
        break;
      case text(2):
        pair.second = name(reader);
        break;
      default:
        reader.skip();
    }
  }
  return pair;
}

void parse_opset(Reader reader, ModelProto& model) {
  std::string_view domain;
  int64_t version = 0;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case text(1):
        domain = name(reader);
        break;
      case varint(2):
        version = reader.get_int64();
        break;
      default:
        reader.skip();
    }
  }
  if (domain.empty() || domain == "ai.onnx") model.opset = version;
}

}  // namespace

std::string_view name(Reader& reader) {
  const std::string_view found = view(reader);
  if (!is_utf8(found))
    throw Error("bad-model", "read_onnx: the name \"" + printable(found, 60) +
                                 "\" is not UTF-8, as names must be");
  return found;
}

ModelProto parse_model(ByteView bytes) {
  try {
    ModelProto model;
    Reader reader(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    while (reader.next()) {
      switch (reader.tag_and_type()) {
        case varint(1):
          model.ir_version = reader.get_int64();
          break;
        case text(7):
          model.graph = parse_graph(reader.get_message());
          model.has_graph = true;
          break;
        case text(8):
          parse_opset(reader.get_message(), model);
          break;
        case text(14):
          model.metadata.push_back(parse_pair(reader.get_message()));
          break;
        default:
          reader.skip();
      }
    }
    return model;
  } catch (const protozero::exception& e) {
    throw Error("bad-model",
                std::string("read_onnx: the file is truncated or is not ONNX (") + e.what() + ")");
  }
}

}  // namespace relevance::onnx
