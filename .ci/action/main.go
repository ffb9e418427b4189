// Command action does what GitHub does with a composite action, as far as Petal's own
// needs it. It runs the shell steps of action.yml one after the other in the current
// folder, each with its environment. It skips steps that use another action. Usage:
//
//	action FOLDER [INPUT=VALUE]...
//
// FOLDER holds the action.yml. GITHUB_PATH, GITHUB_STEP_SUMMARY and RUNNER_TEMP come
// from the environment, as GitHub sets them.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"
)

type action struct {
	Inputs map[string]struct {
		Default string `yaml:"default"`
	} `yaml:"inputs"`
	Runs struct {
		Using string `yaml:"using"`
		Steps []step `yaml:"steps"`
	} `yaml:"runs"`
}

type step struct {
	Name  string            `yaml:"name"`
	Uses  string            `yaml:"uses"`
	With  map[string]string `yaml:"with"`
	Shell string            `yaml:"shell"`
	Env   map[string]string `yaml:"env"`
	Run   string            `yaml:"run"`
}

func main() {
	err := run(os.Args[1:])
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		os.Exit(exit.ExitCode())
	case err != nil:
		fmt.Fprintln(os.Stderr, "action:", err)
		os.Exit(99) // no exit code of Petal's
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return errors.New("usage: action FOLDER [INPUT=VALUE]...")
	}
	folder, err := filepath.Abs(args[0])
	if err != nil {
		return err
	}
	file, err := os.Open(filepath.Join(folder, "action.yml"))
	if err != nil {
		return err
	}
	defer file.Close()
	var a action
	decoder := yaml.NewDecoder(file)
	if err := decoder.Decode(&a); err != nil {
		return err
	}
	if a.Runs.Using != "composite" {
		return fmt.Errorf("the action runs as %q", a.Runs.Using)
	}
	values := map[string]string{"github.action_path": folder}
	for name, input := range a.Inputs {
		values["inputs."+name] = input.Default
	}
	for _, given := range args[1:] {
		name, value, _ := strings.Cut(given, "=")
		if _, known := a.Inputs[name]; !known {
			return fmt.Errorf("the action has no input %q", name)
		}
		values["inputs."+name] = value
	}
	for i, s := range a.Runs.Steps {
		if err := s.run(values, folder); err != nil {
			return fmt.Errorf("step %d, %s: %w", i+1, s.Name, err)
		}
	}
	return nil
}

func (s *step) run(values map[string]string, folder string) error {
	if s.Uses != "" {
		return s.look(values, folder)
	}
	switch {
	case s.Shell != "bash":
		return fmt.Errorf("the shell is %q", s.Shell)
	case strings.Contains(s.Run, "${{"):
		return errors.New("an expression stands in the script, where its value would be run")
	}
	// In the way that GitHub runs bash.
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run)
	cmd.Env = append(os.Environ(), "GITHUB_ACTIONS=true", "GITHUB_ACTION_PATH="+folder)
	for name, text := range s.Env {
		value, err := evaluated(text, values)
		if err != nil {
			return err
		}
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	added, err := os.ReadFile(os.Getenv("GITHUB_PATH"))
	if err != nil {
		return err
	}
	path := os.Getenv("PATH")
	for line := range strings.Lines(string(added)) {
		path = strings.TrimSpace(line) + ":" + path
	}
	cmd.Env = append(cmd.Env, "PATH="+path)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}

// look checks that the files in the copy that another action is given exist.
func (s *step) look(values map[string]string, folder string) error {
	for _, text := range s.With {
		value, err := evaluated(text, values)
		if err != nil {
			return err
		}
		if !strings.Contains(value, folder) {
			continue
		}
		if _, err := os.Stat(value); err != nil {
			return err
		}
	}
	return nil
}

var expression = regexp.MustCompile(`\$\{\{ *([a-z_.-]+) *\}\}`)

// evaluated returns a text with its expressions replaced by their values.
func evaluated(text string, values map[string]string) (string, error) {
	var wrong error
	out := expression.ReplaceAllStringFunc(text, func(e string) string {
		value, known := values[expression.FindStringSubmatch(e)[1]]
		if !known {
			wrong = fmt.Errorf("%s has no value here", e)
		}
		return value
	})
	return out, wrong
}
