package reports

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"sync"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

//go:embed schema/*.json
var schemaFiles embed.FS

// Schemas lists what has a JSON Schema: what Petal writes for programs, and the files
// that it reads.
var Schemas = []string{"result", "check", "compare", "portfolio", "actions", "answers", "bank", "policy", "lesson"}

// Schema returns the JSON Schema (draft 2020-12) of one of [Schemas], or nil if there
// is none of that name. It is complete: it includes the definitions that several
// schemas share. The schema of policies is for the built-in bank.
func Schema(name string) []byte {
	if !slices.Contains(Schemas, name) {
		return nil
	}
	text, err := schemaFile(name)
	switch {
	case err != nil:
	case name == "policy":
		text, err = PolicySchema(questions.Default())
	default:
		text, err = withShared(text)
	}
	if err != nil {
		panic(err) // cannot happen: it is built into the program
	}
	return text
}

func schemaFile(name string) ([]byte, error) {
	return schemaFiles.ReadFile(path.Join("schema", name+".json"))
}

var definition = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`"#/\$defs/([a-z-]+)"`) })

// withShared adds to a schema the definitions in schema/shared.json that it refers
// to, directly or through others. A schema's own definitions must come last in its
// file.
func withShared(text []byte) ([]byte, error) {
	var own struct {
		Defs map[string]json.RawMessage `json:"$defs"`
	}
	if err := json.Unmarshal(text, &own); err != nil {
		return nil, fmt.Errorf("read schema: %w", err)
	}
	var shared map[string]json.RawMessage
	if all, err := schemaFile("shared"); err != nil {
		return nil, fmt.Errorf("read shared schema: %w", err)
	} else if err := json.Unmarshal(all, &shared); err != nil {
		return nil, fmt.Errorf("read shared schema: %w", err)
	}
	var names []string
	for look := [][]byte{text}; len(look) > 0; look = look[1:] {
		for _, found := range definition().FindAllSubmatch(look[0], -1) {
			name := string(found[1])
			if own.Defs[name] == nil && shared[name] != nil && !slices.Contains(names, name) {
				names = append(names, name)
				look = append(look, shared[name])
			}
		}
	}
	if len(names) == 0 {
		return text, nil
	}
	var out bytes.Buffer
	if own.Defs == nil {
		out.Write(bytes.TrimSuffix(text, []byte("\n}\n")))
		out.WriteString(",\n  \"$defs\": {")
	} else {
		out.Write(bytes.TrimSuffix(text, []byte("\n  }\n}\n")))
		out.WriteString(",")
	}
	for i, name := range names {
		if i > 0 {
			out.WriteString(",")
		}
		fmt.Fprintf(&out, "\n    %q: ", name)
		if err := json.Indent(&out, shared[name], "    ", "  "); err != nil {
			return nil, fmt.Errorf("write schema: %w", err)
		}
	}
	out.WriteString("\n  }\n}\n")
	return out.Bytes(), nil
}

// PolicySchema returns the JSON Schema of a policy for results from the bank. It
// allows only the frameworks and items of that bank.
func PolicySchema(bank *questions.Bank) ([]byte, error) {
	text, err := schemaFile("policy")
	if err != nil {
		return nil, fmt.Errorf("read schema of policies: %w", err)
	}
	var schema map[string]any
	if err := json.Unmarshal(text, &schema); err != nil {
		return nil, fmt.Errorf("read schema of policies: %w", err)
	}
	properties, ok := schema["properties"].(map[string]any)
	if !ok {
		return nil, errors.New("read schema of policies: it has no properties")
	}
	type object = map[string]any
	for _, f := range bank.Frameworks {
		items := object{
			assess.EveryItem:   object{"description": "every item without a score of its own", "$ref": "#/$defs/score"},
			assess.BackedItems: object{"description": "whether strong answers without evidence count only for what they are worth without it", "type": "boolean"},
		}
		scores := []object{{"required": []string{assess.EveryItem}}} // at least one
		for _, i := range f.Items {
			items[i.ID] = object{"description": i.Name, "$ref": "#/$defs/score"}
			scores = append(scores, object{"required": []string{i.ID}})
		}
		properties[f.ID] = object{"description": "The lowest scores allowed for: " + f.Name, "type": "object", "properties": items, "additionalProperties": false, "anyOf": scores}
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(schema); err != nil {
		return nil, fmt.Errorf("write schema of policies: %w", err)
	}
	return out.Bytes(), nil
}
