package reports

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"path"

	"github.com/petal-check/petal/assess"
	"github.com/petal-check/petal/questions"
)

//go:embed schema/*.json
var schemaFiles embed.FS

// Schemas is what there is a JSON Schema of: the result that [JSON] writes, the
// portfolio that [PortfolioJSON] writes, and
// the files that Petal reads.
var Schemas = []string{"result", "portfolio", "answers", "bank", "policy"}

// Schema is the JSON Schema (draft 2020-12) of one of [Schemas], or nil where
// there is none of that name.
func Schema(name string) []byte {
	text, err := schemaFiles.ReadFile(path.Join("schema", name+".json"))
	if err != nil {
		return nil
	}
	return text
}

// PolicySchema is the JSON Schema of a policy about results of the bank: it knows
// the frameworks and items of that bank, and no others.
func PolicySchema(bank *questions.Bank) ([]byte, error) {
	var schema map[string]any
	if err := json.Unmarshal(Schema("policy"), &schema); err != nil {
		return nil, fmt.Errorf("read schema of policies: %w", err)
	}
	all, ok := schema["properties"].(map[string]any)
	if !ok {
		return nil, errors.New("read schema of policies: it has no properties")
	}
	type object = map[string]any
	properties := object{}
	for _, key := range assess.PolicyKeys {
		properties[key] = all[key]
	}
	score := object{"type": "number", "minimum": 0, "maximum": 100}
	for _, f := range bank.Frameworks {
		items := object{
			assess.EveryItem:   object{"description": "every item without a score of its own", "$ref": "#/$defs/score"},
			assess.BackedItems: object{"description": "whether strong answers that carry no evidence count as what they are worth without", "type": "boolean"},
		}
		for _, i := range f.Items {
			items[i.ID] = object{"description": i.Name, "$ref": "#/$defs/score"}
		}
		properties[f.ID] = object{"description": "The least scores of: " + f.Name, "type": "object", "properties": items, "additionalProperties": false, "minProperties": 1}
	}
	schema["properties"] = properties
	schema["additionalProperties"] = false
	schema["$defs"] = object{"score": score}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(schema); err != nil {
		return nil, fmt.Errorf("write schema of policies: %w", err)
	}
	return out.Bytes(), nil
}
