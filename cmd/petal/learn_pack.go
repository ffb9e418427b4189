package main

import "github.com/spf13/pflag"

func (a *app) writePack(o *learnOptions, flags *pflag.FlagSet) error { return nil }
