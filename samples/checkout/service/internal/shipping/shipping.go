// Package shipping knows where parcels may go and what that costs.
package shipping

import (
	"errors"
	"regexp"
	"strings"

	"checkout/internal/money"
)

var (
	errCountry  = errors.New("shipping: no delivery to this country")
	errPostcode = errors.New("shipping: malformed postcode")
)

var ukPostcode = regexp.MustCompile(`^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$`)

// places that a van does not reach by road
var remote = []string{"HS", "IV", "KW", "ZE", "BT", "IM", "JE", "GY"}

// Rate is the price of delivery of goods of the given worth.
func Rate(country, postcode string, goods money.Pence) (money.Pence, error) {
	if country != "GB" {
		return 0, errCountry
	}
	if !ukPostcode.MatchString(postcode) {
		return 0, errPostcode
	}
	for _, area := range remote {
		if strings.HasPrefix(postcode, area) {
			return 1495, nil
		}
	}
	if goods >= 5000 {
		return 0, nil
	}
	return 395, nil
}
