package manifests

import (
	"fmt"

	shop "example.com/operator/api/v1alpha1"
)

var _ shop.Shop

const version = "v1beta1"

var (
	escaped  = "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n"              // want `removed-api: policy/v1beta1 PodDisruptionBudget was removed`
	joined   = "apiVersion: policy/" + version + "\n" + "kind: PodDisruptionBudget\n" // want `removed-api: policy/v1beta1 PodDisruptionBudget was removed`
	json     = `{"apiVersion": "batch/v1beta1", "kind": "CronJob"}`                   // want `removed-api: batch/v1beta1 CronJob was removed`
	unknown  = "apiVersion: " + fmt.Sprint() + "\nkind: PodDisruptionBudget\n"
	filled   = "apiVersion: policy/%s\nkind: PodDisruptionBudget\n"
	good     = "apiVersion: policy/v1\nkind: PodDisruptionBudget\n"
	own      = "apiVersion: shop.example.com/v1alpha1\nkind: Shop\n"
	sentence = "an apiVersion and a kind"
)
