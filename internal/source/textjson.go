package source

import "encoding/json"

// keptText is a text as it is written down, with its places.
type keptText struct {
	Data   []byte
	Origin int
	Runs   []keptRun
}

type keptRun struct {
	At, Source int
	Written    bool
}

// MarshalJSON writes a text down together with its places in the file.
func (t Text) MarshalJSON() ([]byte, error) {
	kept := keptText{Data: t.Data, Origin: t.origin}
	for _, r := range t.runs {
		kept.Runs = append(kept.Runs, keptRun{r.at, r.source, r.written})
	}
	return json.Marshal(kept)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (t *Text) UnmarshalJSON(data []byte) error {
	var kept keptText
	if err := json.Unmarshal(data, &kept); err != nil {
		return err
	}
	*t = Text{Data: kept.Data, origin: kept.Origin}
	for _, r := range kept.Runs {
		t.runs = append(t.runs, run{r.At, r.Source, r.Written})
	}
	return nil
}
