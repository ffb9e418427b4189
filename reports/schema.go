package reports

import (
	"embed"
	"path"
)

//go:embed schema/*.json
var schemaFiles embed.FS

// Schemas is what there is a JSON Schema of: the result that [JSON] writes, and
// the files that Petal reads.
var Schemas = []string{"result", "answers", "bank", "policy"}

// Schema is the JSON Schema (draft 2020-12) of one of [Schemas], or nil where
// there is none of that name.
func Schema(name string) []byte {
	text, err := schemaFiles.ReadFile(path.Join("schema", name+".json"))
	if err != nil {
		return nil
	}
	return text
}
